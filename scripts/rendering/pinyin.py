"""The letter under which a Chinese reader looks for a character: the first of its pinyin."""

from bisect import bisect_right

_FIRSTS = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
"""The first character of each letter, in the order of GB 2312."""
_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_CODES = [character.encode("gb2312") for character in _FIRSTS]
_LAST = "座".encode("gb2312")
"""GB 2312 has the 3755 commonest characters by their pinyin, up to this one, and others by their radicals."""


def initial(character: str) -> str:
    """A capital letter; other signs, and rare characters, are their own."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return character.upper()
    if not _CODES[0] <= code <= _LAST:
        return character.upper()
    return _LETTERS[bisect_right(_CODES, code) - 1]
