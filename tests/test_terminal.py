"""A text reads as a terminal would show it at the end."""

import pytest

from scripts.core.terminal import apply_control_characters, strip_ansi


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("no codes\nat all\n", "no codes\nat all\n"),
        ("10%\r50%\r100%\n", "100%\n"),
        ("long line\rshort\n", "shortline\n"),
        ("long line\r\x1b[Kshort\n", "short\n"),
        ("long line\x1b[2K\rshort\n", "short\n"),
        ("abc\b\bX\n", "aXc\n"),
        ("\b\bX\n", "X\n"),
        ("windows\r\n", "windows\n"),
        ("one\ntwo\rTWO\nthree", "one\nTWO\nthree"),
        ("10%     \r\n", "10%\n"),
        ("进度 1\r进度 2", "进度 2"),
    ],
)
def test_a_line_that_is_redrawn_leaves_its_last_state(printed, shown):
    assert apply_control_characters(printed) == shown


def test_colours_stay_on_the_characters_that_they_were_printed_with():
    assert apply_control_characters("1/2\r\x1b[1m2/2\x1b[0m done\n") == "\x1b[1m2/2\x1b[0m done\n"


def test_the_bar_that_keras_draws_leaves_one_line():
    first = "\r\x1b[1m1/2\x1b[0m \x1b[32m━━━\x1b[0m\x1b[37m━━━\x1b[0m 3s 3s/step"
    last = "\b" * 24 + "\r\x1b[1m2/2\x1b[0m \x1b[32m━━━━━━\x1b[0m\x1b[37m\x1b[0m 0s 9ms/step - loss: 0.5"
    assert strip_ansi(apply_control_characters(f"{first}{last}\n")) == "2/2 ━━━━━━ 0s 9ms/step - loss: 0.5\n"
    assert apply_control_characters(f"{first}{last}\n").startswith(
        "\x1b[1m2/2\x1b[0m \x1b[32m━━━━━━\x1b[0m 0s"
    )


def test_a_plain_text_has_no_terminal_codes():
    assert strip_ansi("\x1b[1;31mred\x1b[0m\x1b[?25l") == "red"
