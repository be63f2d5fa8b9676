"""A run that is far from the last one is found, and one that is not, is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import CatalogueError
from tasks.fetch.drift import (
    Drift,
    Measure,
    PageBounds,
    PageSize,
    Thresholds,
    drifts,
    far_pages,
    page_drift,
    read_thresholds,
    thresholds,
)

BY = Thresholds(
    measure=(
        Measure(name="pages", least=0.9, most=2.0, slack=5, why="Pages stay."),
        Measure(name="facts", least=0.5, most=1.0, slack=0, why="Facts too."),
    ),
    page=PageBounds(least=0.5, most=2.0, slack=100, share=0.1, few=2, why="Pages keep their length."),
)


@pytest.mark.parametrize(
    ("before", "now", "far"),
    [
        (100, 100, False),
        (100, 90, False),
        (100, 89, True),
        (100, 200, False),
        (100, 201, True),
        (10, 5, False),
        (10, 4, True),
        (0, 5, False),
        (0, 6, True),
        (3, 0, False),
    ],
)
def test_a_count_is_far_beyond_its_share_and_its_slack(before: float, now: float, far: bool) -> None:
    found = drifts({"pages": before}, {"pages": now}, BY)
    assert found == ((Drift("pages", before, now, "Pages stay."),) if far else ())


def test_what_has_nothing_to_be_far_from_is_not_far() -> None:
    assert drifts(None, {"pages": 7}, BY) == ()
    assert drifts({}, {"pages": 7}, BY) == ()
    assert drifts({"others": 7}, {"others": 7000}, BY) == ()


def test_a_count_that_is_missing_is_far_and_the_order_is_that_of_the_thresholds() -> None:
    found = drifts({"facts": 10, "pages": 100}, {"facts": 11}, BY)
    assert [each.name for each in found] == ["pages", "facts"]
    assert str(found[0]) == "pages: not counted, and 100 in the last run. Pages stay."
    assert str(found[1]) == "facts: 11, and 10 in the last run. Facts too."


@given(st.floats(0, 1e9), st.sampled_from(thresholds().measure))
def test_the_same_count_is_never_far(count: float, measure: Measure) -> None:
    assert measure.hold(count, count)


def sizes(changed: int, of: int) -> list[PageSize]:
    return [PageSize(f"{number:03}", 1000, 400 if number < changed else 1000) for number in range(of)]


def test_pages_of_another_size_are_named() -> None:
    pages = [
        PageSize("b", 1000, 499),
        PageSize("a", 1000, 2001),
        PageSize("c", 1000, 500),
        PageSize("d", 50, 1),
    ]
    assert [page.source for page in far_pages(pages, BY)] == ["a", "b"]


@pytest.mark.parametrize(
    ("changed", "of", "far"), [(2, 2, False), (3, 10, True), (3, 30, False), (4, 30, True)]
)
def test_few_pages_of_another_size_are_news_and_many_are_a_fault(changed: int, of: int, far: bool) -> None:
    found = page_drift(sizes(changed, of), BY)
    assert (found is not None) == far
    if found is not None:
        assert str(found) == f"pages of another size, of {of} compared: {changed}. Pages keep their length."


def test_the_packages_own_thresholds() -> None:
    names = [measure.name for measure in thresholds().measure]
    assert {"pages", "answered", "gone", "reports", "observations"} <= set(names)
    before = {"pages": 40_000, "reports": 40_000, "observations": 800_000}
    assert drifts(before, before | {"pages": 40_900, "reports": 41_000}, thresholds()) == ()
    emptied = drifts(before, before | {"observations": 300_000}, thresholds())
    assert [each.name for each in emptied] == ["observations"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("least = 0.95", "least = 1.2"), r"measure\.0\.least"),
        (("most = 3.0\nslack = 2\n", "most = 0.5\nslack = 2\n"), r"measure\.0\.most"),
        (("least = 0.95", "smallest = 0.95"), r"measure\.0\."),
        (('name = "pages"', 'name = "sources"'), "sources stands twice"),
        (("[page]", "[pages]"), "page"),
    ],
)
def test_a_wrong_file_is_said_to_be_wrong(change: tuple[str, str], fault: str, tmp_path: Path) -> None:
    file = tmp_path / "drift.toml"
    text = Path("indicators/rules/drift.toml").read_text(encoding="utf-8")
    assert change[0] in text
    file.write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=fault):
        read_thresholds(file)
