from pathlib import Path

from scripts.styles import Used, read_used, without_unused

USED = Used({"run", "copy"}, {"p", "a"}, {("dir", "ltr"), ("class", "run")})


def test_pages_and_scripts_say_what_is_used(tmp_path: Path):
    page, script = tmp_path / "page.html", tmp_path / "page.js"
    page.write_text(
        '<p class="run wide" dir=ltr id="top" style="fill: var(--figure-1, red)">text</p>', encoding="utf-8"
    )
    script.write_text('made.className = "copy-code";', encoding="utf-8")
    used = read_used([page], [script])
    assert {"run", "wide", "top", "copy-code"} <= used.words
    assert "p" in used.tags
    assert used.properties == {"--figure-1"}
    assert ("dir", "ltr") in used.pairs


def test_a_rule_that_fits_no_element_goes():
    style = ".run{color:red}.gone{color:red}video{color:red}[dir=rtl] .run{color:red}#gone p{color:red}"
    assert without_unused([style], USED) == [".run{color:red}"]


def test_of_a_list_of_selectors_those_stay_that_may_fit():
    assert without_unused([".gone, a.run > p:hover{color:red}"], USED) == ["a.run > p:hover{color:red}"]


def test_what_a_condition_asks_does_not_make_a_rule_go():
    style = "p:not(.gone):is(.never, .run),p:has(> .gone){color:red}"
    assert without_unused([style], USED) == ["p:not(.gone):is(.never, .run),p:has(> .gone){color:red}"]


def test_states_that_scripts_set_stay():
    style = '.copy[aria-pressed="true"]{color:red}.run[class*=x]{color:red}'
    assert without_unused([style], USED) == [style]


def test_a_group_of_rules_goes_with_its_last_one():
    style = "@media print{.gone{color:red}}@media print{p{color:red}}@font-face{src:local(x)}"
    assert without_unused([style], USED) == ["@media print{p{color:red}}@font-face{src:local(x)}"]


def test_a_property_that_nothing_reads_goes_from_every_sheet():
    one = "a{--read:red;--dead:url('data:image/svg+xml,<svg/>');--chain:var(--read)}"
    assert without_unused([one, "p{color:var(--read)!important}"], USED) == [
        "a{--read:red}",
        "p{color:var(--read)!important}",
    ]
