"""Made reports: the same for the same seed, and read as what they say."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.made_reports import LAST_YEAR, MadeReport, made_report, made_reports, places, sayings
from benchmarks.scale import KEY
from indicators.catalogue import load_catalogue
from tasks.reading import read_snapshot
from tasks.records import Snapshot, Source

REPORTS = 50


@pytest.fixture(scope="module")
def reports() -> list[MadeReport]:
    return list(made_reports(0, REPORTS))


def test_a_report_is_the_same_however_many_are_made(reports: list[MadeReport]) -> None:
    assert list(made_reports(10, 20)) == reports[10:20]
    assert made_report(7, seed=1).content != reports[7].content


def test_each_is_of_another_place_or_year(reports: list[MadeReport]) -> None:
    every = len(places())
    later = made_report(every)
    assert len({report.name for report in reports}) == REPORTS
    assert {fact.year for fact in reports[0].facts if fact.status == "actual"} == {LAST_YEAR}
    assert {fact.year for fact in later.facts if fact.status == "actual"} == {LAST_YEAR - 1}
    assert later.facts[0].region_code == reports[0].facts[0].region_code


def test_there_are_not_more_than_places_and_years() -> None:
    with pytest.raises(ValueError, match="there are places and years for"):
        next(made_reports(0, 10**6))


def test_pages_come_in_several_forms(reports: list[MadeReport]) -> None:
    forms = Counter(report.name.rpartition(".")[2] for report in reports)
    assert set(forms) == {"html", "docx", "txt"}
    assert forms["html"] > REPORTS / 2


def test_what_is_said_is_in_the_catalogue_and_has_a_value_for_each_fact() -> None:
    known = {each.id for each in load_catalogue().indicators}
    for saying in (*sayings().saying, *sayings().promise):
        assert set(saying.facts) <= known
        assert len(saying.facts) == len(saying.values)
        for way in saying.ways:
            for number, value in enumerate(saying.values):
                assert f"{{{number}}}" in way or value == "none", way
    assert {each.under for each in sayings().saying} <= set(sayings().headings)


def test_what_is_read_is_what_they_say(reports: list[MadeReport]) -> None:
    said = {tuple(getattr(fact, name) for name in KEY) for report in reports for fact in report.facts}
    read = {
        tuple(row[name] for name in KEY)
        for report in reports
        for row in read_snapshot(
            Snapshot(Source(report.name, report.name), "0" * 64, report.content)
        ).observations
    }
    assert read == said
    assert {fact[3] for fact in said} == {"actual", "planned"}
