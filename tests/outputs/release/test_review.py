"""The review lists the doubtful and the conflicting, most doubtful first, ready to be put right."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from indicators.catalogue import load_catalogue
from indicators.corrections import read_corrections
from indicators.errors import CorrectionError
from indicators.findings_schemas import Checks
from indicators.schemas import empty
from outputs.release.contents import release_tables
from outputs.release.lines import width
from outputs.release.publication import publish
from outputs.release.review import failed_checks, review, worth_a_look
from tests.frames import SNAPSHOT, observation, observations, report, reports
from tests.outputs.release import corrected, made


def listed(*rows: dict[str, Any]) -> list[tuple[list[str], bool | None]]:
    """What is listed of some facts: the ids of the statements, and whether they conflict."""
    frame = worth_a_look(observations(*rows), failed_checks(empty(Checks)))
    return [(row["ids"], row["conflict"]) for row in frame.to_dicts()]


def reviewed(releases: Path, *rows: dict[str, Any], limit: int = 20) -> str:
    ids = sorted({row["report_id"] for row in rows})
    pages = reports(*(report(id_, title=f"报告 {id_}") for id_ in ids))
    tables = release_tables(observations(*rows), pages, made.REGIONS, load_catalogue())
    release = publish(tables, releases, "2026.11", "0" * 64, made.render_site, made.write_forms)
    return review(release.folder, limit)


def test_what_is_plain_is_not_listed(tmp_path: Path) -> None:
    rows = (observation(1), observation(2, year=2018, value=80.0, doubt=0.05))
    assert listed(*rows) == []
    assert reviewed(tmp_path, *rows) == "Release 2026.11.0: nothing to look at among 2 facts.\n"


def test_the_most_doubtful_come_first() -> None:
    rows = [
        observation(1, year=2001, doubt=0.2),
        observation(2, year=2002, doubt=0.4),
        observation(3, year=2003, flags=["out of range"]),
        observation(4, year=2004, flags=["disagrees with parts"], doubt=0.1),
        observation(5, year=2005, flags=["disagrees with parts"]),
        observation(6, year=2006, region_code=None, region_name=None, flags=["place not named"]),
        observation(7, year=2007),
        observation(8, year=2007, value=70.0, report_id="r2"),
        observation(9, year=2008),
        observation(10, year=2008, value=80.0, bound="at_least", start=70, end=76),
        observation(11, year=2009, doubt=0.05),
        observation(12, year=2010, flags=["read by OCR"], doubt=0.05),
    ]
    order = [
        (["o003"], None),
        (["o007", "o008"], True),
        (["o004"], None),
        (["o005"], None),
        (["o002"], None),
        (["o009", "o010"], False),
        (["o001"], None),
        (["o012"], None),
        (["o006"], None),
    ]
    assert listed(*rows) == order
    assert listed(*rows[::-1]) == order


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ({"value": 70.0}, {}, True),
        ({"bound": "approx", "value": 83.0}, {}, False),
        ({"bound": "approx", "value": 70.0}, {}, True),
        ({"bound": "at_least", "value": 90.0}, {}, True),
        ({"bound": "at_most", "value": 90.0}, {}, False),
        ({"bound": "at_most", "value": 80.0}, {"bound": "at_least"}, True),
    ],
)
def test_bounds_tell_conflicts_from_other_words(
    first: dict[str, Any], second: dict[str, Any], conflict: bool
) -> None:
    assert listed(observation(1, **first), observation(2, **second)) == [(["o001", "o002"], conflict)]


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"year": 2018},
        {"status": "planned"},
        {"indicator": "primary_schools"},
        {"region_code": "450223"},
        {"from_year": 2016},
        {"year": None},
    ],
)
def test_other_facts_and_equal_values_are_no_conflict(other: dict[str, Any]) -> None:
    value = 70.0 if other else 85.0
    assert listed(observation(1), observation(2, **(other | {"value": value}))) == []


def test_masked_places_conflict_only_within_a_report() -> None:
    masked: dict[str, Any] = {"region_code": None, "region_name": None}
    one = observation(1, **masked)
    assert listed(one, observation(2, value=70.0, report_id="r2", **masked)) == []
    assert listed(one, observation(2, value=70.0, **masked)) == [(["o001", "o002"], True)]


def test_what_a_person_has_put_right_is_settled(tmp_path: Path) -> None:
    folder = corrected.release(tmp_path).folder
    before = review(folder, 20)
    assert "2 values of one fact in 2 reports, they conflict; out of range" in before
    out_of_range = corrected.correction(84.0, 2019, withdraw=True, report="r2")
    after = review(corrected.release(tmp_path, corrected.RIGHT, out_of_range).folder, 20)
    assert after.endswith("nothing to look at among 3 facts.\n")


def test_an_entry_says_what_why_and_where_and_how_to_put_it_right(tmp_path: Path) -> None:
    text = reviewed(
        tmp_path,
        observation(1, doubt=0.3, flags=["out of range"]),
        observation(2, value=70.0, value_stated="70", report_id="r2", source="later.txt"),
    )
    assert text == (
        "Release 2026.11.0: 1 to look at among 2 facts, most doubtful first.\n"
        "To put a figure right, paste its [[correction]] into indicators/corrections.toml\n"
        "(or a file of your own, for `release --corrections FILE`), finish it, and make a\n"
        "release. What the tables show is marked →.\n\n"
        f"{'-' * 80}\n"
        "1. 柳城县 (450222) · 2019 · actual\n"
        "   幼儿园数 · Kindergartens (kindergartens)\n"
        "   why: 2 values of one fact in 2 reports, they conflict; out of range\n"
        "        (believable: 1 to 2,000); the reader's doubt is 0.3\n\n"
        " - 85 所 (written 85所, stated, doubt 0.3)\n"
        "   “全县有【幼儿园85所】。”\n"
        "   characters 10–16 of liucheng.txt\n"
        "   report r1: 报告 r1, of 2019\n\n"
        " → 70 所 (written 70所, stated, doubt 0)\n"
        "   “全县有【幼儿园85所】。”\n"
        "   characters 10–16 of later.txt\n"
        "   report r2: 报告 r2, of 2019\n\n"
        "[[correction]]\n"
        'source = "liucheng.txt"\n'
        f'snapshot = "{SNAPSHOT}"\n'
        'report = "r1"\n'
        'indicator = "kindergartens"\n'
        'expect = { value = 85, status = "actual", year = 2019 }\n'
        "should_be = { value = 85 }  # or year, bound …; or withdraw = true\n"
        'reason = ""\n'
        'found_by = ""\n\n'
        "[[correction]]\n"
        'source = "later.txt"\n'
        f'snapshot = "{SNAPSHOT}"\n'
        'report = "r2"\n'
        'indicator = "kindergartens"\n'
        'expect = { value = 70, status = "actual", year = 2019 }\n'
        "should_be = { value = 70 }  # or year, bound …; or withdraw = true\n"
        'reason = ""\n'
        'found_by = ""\n'
    )
    assert all(width(line) <= 80 for line in text.splitlines())


def test_what_is_pasted_is_a_correction_once_it_is_finished(tmp_path: Path) -> None:
    odd = observation(1, doubt=0.5, year=None, source='a "b"\\c\t县.txt', value=85.25)
    alike = observation(2, doubt=0.5, year=None, value=85.25, bound="approx", start=50, end=56)
    text = reviewed(tmp_path, odd, alike)
    snippets = ["[[correction]]" + part for part in text.split("\n[[correction]]")[1:]]
    first = snippets[0].split("\n\n")[0]
    with pytest.raises(CorrectionError, match=r"\[\[correction\]\] reason"):
        read_corrections(first, "x", load_catalogue())
    finished = first.replace('reason = ""', 'reason = "x"').replace('found_by = ""', 'found_by = "x"')
    ((_, read),) = read_corrections(finished, "x", load_catalogue())
    assert (read.source, read.expect.value, read.expect.year) == (odd["source"], 85.25, None)
    assert read.expect.observation_id == "o001", "two statements of the report are alike"
    assert tomllib.loads(first)


def test_what_does_not_hold_together_is_listed(tmp_path: Path) -> None:
    public = {"indicator": "public_kindergartens", "value": 60.0, "quote": "公办园60所", "end": 16}
    private = {"indicator": "private_kindergartens", "value": 20.0, "quote": "民办园20所", "end": 16}
    rows = [observation(1), observation(2, **public), observation(3, **private)]
    text = " ".join(reviewed(tmp_path / "wrong", *rows).split())
    assert "3 to look at among 3 facts" in text
    said = (
        "Kindergartens 85; Public kindergartens 60 + Private kindergartens 20 = 80: off by 5, more than the 0"
    )
    assert text.count(f"why: a check failed: {said} allowed") == 3
    rows[2]["value"] = 25.0
    assert "nothing to look at" in reviewed(tmp_path / "right", *rows)
    # What a person has corrected is settled; the others that it does not fit are not.
    rows[2] |= {"value": 20.0, "method": "corrected"}
    assert "2 to look at among 3 facts" in reviewed(tmp_path / "corrected", *rows)


def test_the_limit_keeps_the_most_doubtful_and_says_so(tmp_path: Path) -> None:
    rows = [observation(n, year=2000 + n, doubt=n / 10) for n in range(1, 6)]
    text = reviewed(tmp_path, *rows, limit=2)
    head = "5 to look at among 5 facts, most doubtful first, the first 2 of them here."
    assert head in text.replace("\n", " ")
    assert [line for line in text.splitlines() if line[:2] in ("1.", "2.", "3.")] == [
        "1. 柳城县 (450222) · 2005 · actual",
        "2. 柳城县 (450222) · 2004 · actual",
    ]
