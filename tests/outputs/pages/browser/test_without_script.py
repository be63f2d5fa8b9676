"""A page says the same where no script runs: scripts sort and filter, they bring nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.outputs.pages.browser.kinds import Sample, longest

SHOWN = """() => [...document.querySelectorAll("table")].filter((table) => table.checkVisibility()).map(
  (table) => [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.checkVisibility()).map(
    (row) => [...row.cells].map((cell) => cell.innerText.replace(/\\s+/g, " ").trim())))"""
"""The tables that are seen, as rows of the texts of their cells; heads may have buttons where scripts run."""


def tables(chromium: Browser, root: str, sampled: list[Sample], script: bool) -> dict[str, Any]:
    with chromium.new_context(java_script_enabled=script) as context:
        page = context.new_page()
        found = {}
        for sample in sampled:
            page.goto(f"{root}/{sample.path}")
            found[sample.path] = page.evaluate(SHOWN)
        return found


@pytest.mark.parametrize("where", ["a web server", "the disk"])
def test_the_same_tables_with_scripts_and_without(
    chromium: Browser, address: str, site: Path, sampled: list[Sample], where: str
) -> None:
    root, pages = (address, sampled) if where == "a web server" else (site.as_uri(), longest(sampled))
    without = tables(chromium, root, pages, script=False)
    assert without == tables(chromium, root, pages, script=True)
    assert sum(map(len, without.values())) > len(pages) / 2, "most pages have a table"
