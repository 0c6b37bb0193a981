from scripts.audit.measure import Measure, none_of


def test_a_measure_says_its_limit_and_whether_it_holds():
    assert str(Measure("heaviest chapter", 280.5, 300, "KB", "en/functional")) == (
        "heaviest chapter: 280.5 KB ≤ 300 KB (en/functional): holds"
    )
    assert str(Measure("accessibility", 97, 100, at_least=True)) == "accessibility: 97 ≥ 100: BROKEN"


def test_faults_are_counted_and_the_first_three_named():
    assert str(none_of("faults", [])) == "faults: 0 ≤ 0: holds"
    assert str(none_of("faults", list("abcde"))) == "faults: 5 ≤ 0 (a; b; c; and 2 more): BROKEN"
