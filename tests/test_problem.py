"""A mistake is said with its place, what it is and what fixes it; all of them together."""

import pickle

import pytest

from scripts.core.problem import Problem, Problems, did_you_mean, stop_if


def test_a_problem_reads_place_what_and_fix():
    problem = Problem("docs/zh/a.md:4", "no cell 'buid'", "Did you mean 'build'?\nOr not.")
    assert str(problem) == "docs/zh/a.md:4: no cell 'buid'\n    Did you mean 'build'?\n    Or not."


def test_a_problem_without_a_place_begins_with_what():
    assert str(Problem("", "no such folder", "Make it.")) == "no such folder\n    Make it."


def test_problems_stand_in_the_order_of_files_and_lines():
    places = ["b.md:10", "b.md:9", "a.py", "a.py:2", "c.toml"]
    found = Problems([Problem(place, "wrong", "Fix.") for place in places]).problems
    assert [problem.where for problem in found] == ["a.py", "a.py:2", "b.md:9", "b.md:10", "c.toml"]


@pytest.mark.parametrize(("count", "total"), [(1, "1 problem, rest."), (2, "2 problems, rest.")])
def test_the_last_line_is_the_sum(count, total):
    text = str(Problems([Problem("a", "wrong", "Fix.")] * count, "rest."))
    assert text == "a: wrong\n    Fix.\n" * count + total


def test_problems_survive_the_way_between_processes():
    problems = Problems([Problem("a:1", "wrong", "Fix.")], "rest")
    assert str(pickle.loads(pickle.dumps(problems))) == str(problems)


def test_no_problems_stop_nothing():
    stop_if([])
    with pytest.raises(Problems):
        stop_if([Problem("a", "wrong", "Fix.")])


@pytest.mark.parametrize(
    ("word", "known", "answer"),
    [
        ("buid", ["build", "fit"], "Did you mean 'build'?"),
        ("zzz", ["fit", "build"], "There is: build, fit."),
        ("zzz", [], "There is none."),
    ],
)
def test_an_unknown_word_is_answered_with_the_nearest_or_with_all(word, known, answer):
    assert did_you_mean(word, known) == answer
