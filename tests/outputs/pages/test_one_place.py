"""A release of one figure: its sentences count to one, and what HTML may not hold is replaced."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from indicators.catalogue import load_catalogue
from outputs.pages import front, indicator_pages, place_pages
from outputs.pages.language import Language
from outputs.pages.loading import read_release
from outputs.pages.published import Release
from outputs.pages.writer import Writer
from tests.outputs.pages.conftest import VERSION, text_of
from tests.outputs.pages.fake_release import observation, report_of, write_tables
from tests.outputs.pages.made_up_place import LIUCHENG

INDICATOR = "inclusive_coverage_rate"


def one_figure(folder: Path, title: str) -> Release:
    report = report_of(LIUCHENG, 2020) | {"title": title}
    row = observation(report, load_catalogue().by_id[INDICATOR], 0.0, "普惠率0%", 2020)
    return read_release(write_tables(folder, [row], [report]), VERSION)


def test_one_is_singular(tmp_path: Path) -> None:
    release = one_figure(tmp_path, "2020年工作总结")
    writer = Writer(release, Language.ENGLISH)
    ((_, first),) = front.pages(release, "", writer)
    said = " ".join(text_of(LexborHTMLParser(first)).split())
    assert "1 fact was read" in said
    assert "1 figure." in said
    ((_, second),) = indicator_pages.pages(release, INDICATOR, writer)
    said = " ".join(text_of(LexborHTMLParser(second)).split())
    assert "Of 1 place, 1 has a figure" in said
    assert "0 of 1 place meet the national bar, 1 misses it" in said


def test_a_zero_byte_is_replaced(tmp_path: Path) -> None:
    release = one_figure(tmp_path, "工作\0总结")
    pages = dict(place_pages.pages(release, LIUCHENG["region_code"], Writer(release, Language.CHINESE)))
    assert not any("\0" in text for text in pages.values())
    assert "工作\N{REPLACEMENT CHARACTER}总结" in pages["places/450222.html"]
