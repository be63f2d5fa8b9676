"""The region of a registry is a hint: it decides where the text leaves the place open, and nowhere else."""

from __future__ import annotations

import pytest

from indicators.schemas import BY_REGISTRY, REGISTRY_DISAGREES
from tasks.reading import read_snapshot
from tasks.records import Place, Snapshot, Source
from tasks.standardize.places import Located
from tasks.standardize.registered import with_region

FACTS = (
    "\n2019年，全{kind}共有幼儿园85所，在园幼儿9000人，普惠性幼儿园覆盖率达到86%。"
    "全{kind}教育工作取得新成绩。\n"
)
EARLIER = FACTS.replace("2019", "2012")
PROBLEMS = ("it is of a whole province", "it is of one school", "it is of a school (x)")


@pytest.mark.parametrize(
    ("text", "region", "code", "flag"),
    [
        ("柳城县教育局2019年工作总结" + FACTS.format(kind="县"), "450222", "450222", None),
        # masked, or no name at all: the registry's place
        ("XX县教育局2019年工作总结" + FACTS.format(kind="县"), "450222", "450222", BY_REGISTRY),
        ("2019年工作总结" + FACTS.format(kind="县"), "450222", "450222", BY_REGISTRY),
        ("教育局2019年工作总结\n2019年，共有幼儿园85所，教师900人。\n", "450222", "450222", BY_REGISTRY),
        # a name that several places have: the registry's, where it is one of them
        ("鼓楼区教育局2019年工作总结" + FACTS.format(kind="区"), "320106", "320106", BY_REGISTRY),
        ("鼓楼区教育局2019年工作总结" + FACTS.format(kind="区"), "450222", None, REGISTRY_DISAGREES),
        # the text names another one: the text counts, and says that the registry does not agree
        ("柳城县教育局2019年工作总结" + FACTS.format(kind="县"), "320106", "450222", REGISTRY_DISAGREES),
        # a code that the place had before, or has since, is no other place
        ("富阳区教育局2019年工作总结" + FACTS.format(kind="区"), "330183", "330111", None),
        ("2019年工作总结" + FACTS.format(kind="区"), "330183", "330111", BY_REGISTRY),
        (
            "富阳市教育局2012年工作总结" + EARLIER.format(kind="市"),
            "330111",
            "330183",
            None,
        ),
        # nothing that the gazetteer knows
        ("2019年工作总结" + FACTS.format(kind="县"), "999999", None, "place not named"),
        ("2019年工作总结" + FACTS.format(kind="县"), "450000", None, "place not named"),
    ],
)
def test_the_text_goes_first(text: str, region: str, code: str | None, flag: str | None) -> None:
    source = Source("a", "http://www.a.example/a.html", region=region)
    page = read_snapshot(Snapshot(source, "a" * 64, text.encode()))
    (row,) = page.reports
    assert (row["state"], row["region_code"]) == ("read", code)
    assert page.observations
    for fact in page.observations:
        assert fact["region_code"] == code
        assert [each for each in fact["flags"] if "registry" in each or each == "place not named"] == (
            [flag] if flag else []
        )
    assert (flag or "") in (row["detail"] or "")


@pytest.mark.parametrize(
    "problem", ["it is of a whole province", "it is of one school", "it is of a school (x)"]
)
def test_what_is_of_no_single_county_stays_so(problem: str) -> None:
    located = Located(None, problem=problem)
    assert with_region(located, "450222", 2019) is located


def test_a_page_that_could_not_be_read_is_of_the_registrys_place() -> None:
    source = Source("a", "a.rar", title="2019年工作总结", region="450222")
    (row,) = read_snapshot(Snapshot(source, "a" * 64, b"Rar!")).reports
    assert (row["state"], row["region_code"], row["year"]) == ("refused", "450222", 2019)


@pytest.mark.parametrize("located", [Located(None), Located(Place("450222", "柳城县"), "柳城县")])
def test_a_registry_that_says_nothing_changes_nothing(located: Located) -> None:
    assert with_region(located, None, 2019) is located
