"""By how much a national bar is met or missed, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.catalogue import load_catalogue
from outputs.pages.loading import read_release
from tests.outputs.pages.conftest import VERSION
from tests.outputs.pages.fake_release import observation, report_of, write_tables
from tests.outputs.pages.made_up_place import LIUCHENG, pages_of, section, tight


@pytest.mark.parametrize(
    ("value", "bound", "zh", "en"),
    [
        (71.4, "exact", "✗ 未达到，还差 8.6 个百分点", "✗ Not met, 8.6 percentage points short"),
        (80.0, "exact", "✓ 达到，正好在线上", "✓ Met, exactly at the bar"),
        (
            80.004,
            "exact",
            "✓ 达到，高出 0.004 个百分点",
            "✓ Met, 0.004 percentage points above",
        ),
        (
            79.996,
            "exact",
            "✗ 未达到，还差 0.004 个百分点",
            "✗ Not met, 0.004 percentage points short",
        ),
        (85.0, "at_least", "✓ 达到，高出至少 5 个百分点", "✓ Met, at least 5 percentage points above"),
        (
            70.0,
            "at_most",
            "✗ 未达到，还差至少 10 个百分点",
            "✗ Not met, at least 10 percentage points short",
        ),
        (70.0, "at_least", "? 无法判断", "? Cannot be told"),
    ],
)
def test_by_how_much_a_bar_is_met_or_missed(
    value: float, bound: str, zh: str, en: str, tmp_path: Path
) -> None:
    report = report_of(LIUCHENG, 2020)
    indicator = load_catalogue().by_id["inclusive_coverage_rate"]
    row = observation(report, indicator, value, f"普惠率{value:g}%", 2020, bound=bound)
    made = pages_of(read_release(write_tables(tmp_path, [row], [report]), VERSION), "450222")
    for address, words in (("places/450222.html", zh), ("en/places/450222.html", en)):
        (card,) = section(made[address], "glance").css("li")
        verdict = card.css_first(".verdict")
        assert verdict is not None
        assert tight(verdict) == words
