"""On a telephone no page scrolls sideways; a wide table does in its box, and its first column stays."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, ViewportSize

from tests.outputs.pages.browser.kinds import Sample

SIZE: ViewportSize = {"width": 390, "height": 844}

TOO_WIDE = """() => {
  const wide = document.documentElement.scrollWidth;
  if (wide <= window.innerWidth) return null;
  const boxes = [...document.body.querySelectorAll("*")].filter(
    (each) => each.getBoundingClientRect().right > window.innerWidth + 1);
  return `${wide}: ${boxes.slice(-3).map((each) => each.outerHTML.slice(0, 90)).join(" ")}`;
}"""
"""How wide a page is that is too wide, and the innermost elements that stick out."""

FIRST_COLUMN = """() => [...document.querySelectorAll("table")].flatMap((table) => {
  let box = table.parentElement;
  while (box && !["auto", "scroll"].includes(getComputedStyle(box).overflowX)) box = box.parentElement;
  if (!box || box.scrollWidth <= box.clientWidth + 1) return [];
  const cells = [...table.tBodies].flatMap((body) => [...body.rows]).map((row) => row.cells[0])
    .filter((cell) => cell && cell.colSpan === 1 && cell.checkVisibility());
  box.scrollLeft = box.scrollWidth;
  const edge = box.getBoundingClientRect();
  const gone = cells.filter((cell) => {
    const place = cell.getBoundingClientRect();
    return place.left < edge.left - 1 || place.right > edge.right + 1;
  });
  for (const first of cells.slice(0, 1)) {
    first.scrollIntoView({ block: "center", inline: "nearest" });
    const place = first.getBoundingClientRect();
    const top = document.elementFromPoint(place.left + place.width / 2, place.top + place.height / 2);
    if (!first.contains(top)) gone.push(first);
  }
  return [{ cells: cells.length, scrolled: box.scrollLeft, gone: gone.map((cell) => cell.innerText) }];
})"""
"""Of each table wider than its box, scrolled to its end: the first cells of rows that are not in sight."""


def test_no_page_scrolls_sideways(chromium: Browser, address: str, sampled: list[Sample]) -> None:
    with chromium.new_context(viewport=SIZE) as context:
        page = context.new_page()
        found: dict[str, Any] = {}
        for sample in sampled:
            page.goto(f"{address}/{sample.path}")
            found[sample.path] = page.evaluate(TOO_WIDE)
    assert {path: wide for path, wide in found.items() if wide} == {}


def test_the_first_column_of_a_wide_table_stays(
    chromium: Browser, address: str, sampled: list[Sample]
) -> None:
    with chromium.new_context(viewport=SIZE) as context:
        page = context.new_page()
        found: dict[str, list[dict[str, Any]]] = {}
        for sample in sampled:
            page.goto(f"{address}/{sample.path}")
            found[sample.path] = page.evaluate(FIRST_COLUMN)
    gone = {path: [each["gone"] for each in boxes if each["gone"]] for path, boxes in found.items()}
    assert {path: names for path, names in gone.items() if names} == {}
    scrolled = [each for boxes in found.values() for each in boxes if each["scrolled"] > 0]
    assert len(scrolled) > 2, "tables that are wider than a telephone"
