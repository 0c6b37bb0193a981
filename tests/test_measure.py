from scripts.measure import Measure


def test_a_measure_says_its_limit_and_whether_it_holds():
    assert str(Measure("heaviest chapter", 280.5, 300, "KB", "en/functional")) == (
        "heaviest chapter: 280.5 KB ≤ 300 KB (en/functional): holds"
    )
    assert str(Measure("accessibility", 97, 100, at_least=True)) == "accessibility: 97 ≥ 100: BROKEN"
