"""axe-core, which looks for what shuts people out, finds nothing on any kind of page."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.outputs.pages.browser.kinds import Sample, longest

Scheme = Literal["light", "dark"]


def violations(page: Page) -> dict[str, list[str]]:
    """The rules that a page breaks, each with the elements that break it."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return {
        f"{rule['id']}: {rule['help']}": [" ".join(map(str, node["target"])) for node in rule["nodes"]]
        for rule in found
    }


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("zh", "light", 1440), ("zh", "dark", 390), ("en", "dark", 1440), ("en", "light", 390)],
)
def test_nothing_on_any_kind_of_page(
    chromium: Browser, address: str, sampled: list[Sample], language: str, scheme: Scheme, width: int
) -> None:
    """Every kind in every look, and either language in both colours and widths; axe takes a second a page."""
    pages = [sample for sample in longest(sampled) if sample.kind[0].startswith(language)]
    assert len(pages) > 5
    # The policy of the pages lets no script in, so not axe either; that it holds is tested elsewhere.
    with chromium.new_context(
        bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900}
    ) as context:
        page = context.new_page()
        found: dict[str, dict[str, list[str]]] = {}
        for sample in pages:
            page.goto(f"{address}/{sample.path}")
            found[sample.path] = violations(page)
    assert {path: rules for path, rules in found.items() if rules} == {}


def test_nothing_while_a_place_is_looked_for(chromium: Browser, address: str) -> None:
    with chromium.new_context(bypass_csp=True) as context:
        page = context.new_page()
        for path, asked in {"index.html": "柳城", "en/index.html": "450222"}.items():
            page.goto(f"{address}/{path}")
            page.get_by_role("combobox").fill(asked)
            page.get_by_role("option").first.wait_for()
            assert violations(page) == {}, path
