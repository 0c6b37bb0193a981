"""A Chinese term is found under the first letter of its pinyin."""

import pytest

from scripts.rendering.pinyin import initial


@pytest.mark.parametrize(
    ("characters", "letters"),
    [
        ("啊层过激优自", "ACGJYZ"),
        ("芭匝座早", "BZZZ"),
        ("aL7", "AL7"),
        ("（鑫", "（鑫"),  # a sign, and a character that GB 2312 has by its radical
    ],
)
def test_the_letter_of_a_character(characters, letters):
    assert "".join(map(initial, characters)) == letters
