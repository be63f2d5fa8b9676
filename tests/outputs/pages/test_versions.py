"""What a figure was before it was revised, and what is no figure any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.catalogue import load_catalogue
from outputs.pages.loading import read_release
from outputs.pages.versions import signed
from tests.outputs.pages.conftest import VERSION
from tests.outputs.pages.fake_release import observation, report_of, write_tables
from tests.outputs.pages.made_up_place import LIUCHENG, pages_of, section, tight, told


@pytest.mark.parametrize(
    ("change", "bound", "rounded", "text"),
    [
        (9.0, "exact", False, "+9"),
        (-1467.0, "exact", False, "−1,467"),
        (0.0, "exact", False, "±0"),
        (20.0, "at_least", False, "≥+20"),
        (-0.003, "exact", False, "−0.003"),
        (2.1666667, "approx", True, "≈+2.17"),
    ],
)
def test_a_change_with_its_sign(change: float, bound: str, rounded: bool, text: str) -> None:
    assert signed(change, bound, rounded=rounded) == text


def test_what_a_figure_was_before_it_was_revised(tmp_path: Path) -> None:
    rows, reports, changes = told()
    own = pages_of(read_release(write_tables(tmp_path, rows, reports, changes=changes), VERSION), "450222")
    (item,) = own["evidence/450222/2019.html"].css(".versions li")
    assert tight(item) == "2021-01-15 以前：74 所，据报告 2"
    (item,) = own["en/evidence/450222/2019.html"].css(".versions li")
    assert tight(item) == "Until 2021-01-15: 74 institutions, by report 2"
    link = item.css_first("a")
    assert link is not None
    assert own["en/evidence/450222/2019.html"].css_first(link.attributes["href"] or "") is not None


def test_what_was_derived_once_and_no_longer_is_told(tmp_path: Path) -> None:
    """A later report restates the whole, and the part of the earlier one is no part of it."""
    by_id = load_catalogue().by_id
    whole, part = by_id["kindergartens"], by_id["public_kindergartens"]
    first, second = (report_of(LIUCHENG, year) for year in (2019, 2020))
    rows = [
        observation(first, whole, 80, "幼儿园80所", 2019),
        observation(first, part, 40, "公办幼儿园40所", 2019),
        observation(second, whole, 70, "2019年幼儿园70所", 2019),
    ]
    made = pages_of(read_release(write_tables(tmp_path, rows, [first, second]), VERSION), "450222")
    for folder, words in (("", "2021-01-15 以前：50%（推算）"), ("en/", "Until 2021-01-15: 50% (derived)")):
        gone = section(made[f"{folder}evidence/450222/2019.html"], "gone")
        assert words in [tight(item) for item in gone.css("li")]
