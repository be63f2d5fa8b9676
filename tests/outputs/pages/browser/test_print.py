"""Printed on A4, on its side, no table is cut off."""

from __future__ import annotations

from typing import Any

import pypdfium2
from playwright.sync_api import Browser

from tests.outputs.pages.browser.kinds import Sample, longest

PIXELS_A_MM = 96 / 25.4
A4_POINTS = (842, 595)

MARGIN = """() => {
  for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) {
    const rules = rule instanceof CSSMediaRule && rule.conditionText === "print" ? rule.cssRules : [rule];
    for (const each of rules) if (each instanceof CSSPageRule) return each.style.marginLeft;
  }
  return null;
}"""
"""The margin that the style sheet gives a printed page."""

CUT = """() => [...document.querySelectorAll("table")].flatMap((table) => {
  const cells = [...table.querySelectorAll("th, td")].filter((cell) => cell.checkVisibility());
  const edge = document.documentElement.clientWidth;
  const out = cells.filter((cell) => cell.getBoundingClientRect().right > edge + 1);
  const shut = cells.filter((cell) =>
    getComputedStyle(cell).overflowX !== "visible" && cell.scrollWidth > cell.clientWidth + 1);
  const wide = Math.round(table.getBoundingClientRect().width);
  return [...new Set([...out, ...shut])].slice(0, 3).map(
    (cell) => `${wide} of ${edge} px: ${cell.className}: ${cell.innerText.trim()}`);
})"""
"""Cells that end beyond the edge of the page, or are narrower than what is in them."""


def test_no_cell_is_cut_off(chromium: Browser, address: str, sampled: list[Sample]) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.emulate_media(media="print")
        cut: dict[str, list[str]] = {}
        for sample in sampled:
            page.goto(f"{address}/{sample.path}")
            margin = page.evaluate(MARGIN)
            assert margin is not None
            assert margin.endswith("mm")
            width = int((297 - 2 * float(margin.removesuffix("mm"))) * PIXELS_A_MM)
            page.set_viewport_size({"width": width, "height": 700})
            cut[sample.path] = page.evaluate(CUT)
    assert {path: cells for path, cells in cut.items() if cells} == {}


def test_a_printed_page_lies_on_its_side_and_every_cell_is_on_paper(
    chromium: Browser, address: str, sampled: list[Sample]
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.emulate_media(media="print")
        for sample in longest(sampled):
            page.goto(f"{address}/{sample.path}")
            printed = text_of(page.pdf(prefer_css_page_size=True))
            cells: list[str] = page.locator("tbody :is(td, th)").all_inner_texts()
            missing = [cell for cell in map(bare, cells) if cell not in printed]
            assert missing == [], sample.path


def bare(text: str) -> str:
    """A text without what lines and columns put between its characters."""
    return "".join(text.split())


def text_of(pdf: bytes) -> str:
    """The characters of a PDF in order. Every page of it is A4 on its side."""
    with pypdfium2.PdfDocument(pdf) as document:
        said: list[Any] = []
        for sheet in document:
            width, height = sheet.get_size()
            assert (round(width), round(height)) == A4_POINTS
            said.append(sheet.get_textpage().get_text_bounded())
    return bare("".join(said))
