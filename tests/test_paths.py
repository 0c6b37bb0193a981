"""Paths in tenths of a point, each step in its shortest form."""

import pytest

from scripts.paths import is_box, number, segments, written


@pytest.mark.parametrize(
    ("d", "short"),
    [
        ("M 0 0 L 0 3.5", "M0 0V3.5"),
        ("M 1.04 2.06 L 3.5 9.99", "M1 2.1 3.5 10"),
        ("M 100 100 L 101 102 L 102 101", "M100 100l1 2 1-1"),
        ("M 0 0 L 9 0 L 9 9 L 0 9 L 0 0", "M0 0H9V9H0z"),
        ("M 0 0 L 9 0 L 9 9 L 0 9 z", "M0 0H9V9H0z"),
        ("M5,-7C5,-7 5,-2 5,-2", "M5-7v5"),
        ("M0,0C1,2 3,4 5,6", "M0 0C1 2 3 4 5 6"),
        ("M 0 0 L 1 1 M 200 200 L 201 203", "M0 0 1 1M200 200l1 3"),
    ],
)
def test_a_path_is_written_short(d, short):
    assert written(segments(d)) == short


def test_rounding_leaves_no_error_behind():
    steps = "".join(f" L {100 + n * 0.34:.2f} {n % 2}" for n in range(1, 101))
    total, x = segments(f"M 100 0{steps}"), 0.0
    for part in written(total).replace("-", " -").lstrip("M").split("l")[1:]:
        x += sum(float(step) for step in part.split()[::2])
    assert 100 + x == pytest.approx(134, abs=0.051)


def test_a_path_with_parts_that_are_not_known_is_left_alone():
    assert segments("M0 0A1 1 0 0 1 2 2") is None


def test_a_box_is_upright_and_closed():
    assert is_box(segments("M 0 0 L 9 0 L 9 9 L 0 9 z"))
    assert not is_box(segments("M 0 0 L 9 0 L 9 9 L 0 9"))
    assert not is_box(segments("M 0 0 L 9 1 L 9 9 L 0 9 z"))


@pytest.mark.parametrize(("tenths", "text"), [(30, "3"), (5, ".5"), (-5, "-.5"), (105, "10.5"), (0, "0")])
def test_a_number_has_no_more_digits_than_it_needs(tenths, text):
    assert number(tenths) == text
