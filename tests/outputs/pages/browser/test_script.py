"""static/site.js in a real browser, from disk: sorting, filtering, the search; and the pages without it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")

DOMAIN = "preschool_access.html"
ROWS = "tbody:not(.median) tr:not([hidden]):has(td)"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, site: Path) -> Iterator[Page]:
    """A page at 1440 × 900, which fails the test where a script fails or anything is asked of the network."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.on(
        "request",
        lambda request: wrong.append(request.url) if not request.url.startswith("file:") else None,
    )
    yield opened
    context.close()
    assert wrong == []


def visit(page: Page, site: Path, address: str) -> None:
    page.goto((site / address).as_uri())


def names(page: Page) -> list[str]:
    return page.locator(f"{ROWS} th.place a").all_inner_texts()


def column(page: Page, name: str) -> list[str]:
    """The cells of the shown rows in the column of this head."""
    heads = page.locator("thead tr").nth(1).locator("th a").all_inner_texts()
    return page.locator(f"{ROWS} td:nth-child({heads.index(name) + 3})").all_inner_texts()


def numbers(cells: list[str]) -> list[float]:
    """The actual figures of cells, without signs and plans."""
    actual = [cell for cell in cells if "▹" not in cell and any(char.isdigit() for char in cell)]
    return [float("".join(char for char in cell if char.isdigit() or char == ".")) for cell in actual]


def test_a_column_is_sorted_by_numbers_and_back_again(page: Page, site: Path) -> None:
    visit(page, site, DOMAIN)
    before = names(page)
    head = page.locator("th", has=page.get_by_role("button", name="按“幼儿园”排序"))
    button = head.get_by_role("button")
    button.click()
    assert head.get_attribute("aria-sort") == "descending"
    cells = column(page, "幼儿园")
    figures = numbers(cells)
    assert figures == sorted(figures, reverse=True)
    assert len(figures) >= 3
    # figures first, then plans, then gaps
    ranks = [2 if cell in ("·", "–", "…") else 1 if "▹" in cell else 0 for cell in cells]
    assert ranks == sorted(ranks)
    button.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    cells = column(page, "幼儿园")
    assert numbers(cells) == sorted(figures)
    assert [2 if cell in ("·", "–", "…") else 0 for cell in cells][-1] == ranks[-1]
    button.press("Space")
    assert head.get_attribute("aria-sort") is None
    assert names(page) == before


def test_another_column_takes_the_sign_and_names_are_sorted_by_letters(page: Page, site: Path) -> None:
    visit(page, site, f"en/{DOMAIN}")
    page.get_by_role("button", name="Sort by Kindergartens", exact=True).click()
    page.get_by_role("button", name="Sort by Place", exact=True).click()
    assert page.locator("th[aria-sort]").count() == 1
    shown = names(page)
    in_order = "names => [...names].sort(new Intl.Collator('en', {numeric: true}).compare)"
    assert shown == page.evaluate(in_order, shown)
    assert page.get_by_role("status").filter(has_text="Sorted by Place, ascending").count() == 1


def test_while_sorted_rows_name_their_province_and_its_own_rows_are_hidden(page: Page, site: Path) -> None:
    visit(page, site, DOMAIN)
    groups = page.locator("tr:has(th.group)")
    if groups.count() == 0:
        pytest.skip("the places are too strewn for groups")
    first = page.locator("th.group").first.inner_text()
    page.get_by_role("button", name="按“幼儿园”排序").click()
    assert page.locator("tr:has(th.group):not([hidden])").count() == 0
    assert page.locator(".of-group").count() == len(names(page))
    assert first in page.locator(".of-group").all_inner_texts()
    for _ in range(2):
        page.get_by_role("button", name="按“幼儿园”排序").click()
    assert page.locator("tr:has(th.group):not([hidden])").count() == groups.count()
    assert page.locator(".of-group").count() == 0


def test_rows_are_filtered_by_place_and_province_and_counted(page: Page, site: Path) -> None:
    visit(page, site, DOMAIN)
    all_rows = len(names(page))
    box = page.get_by_label("筛选地区")
    box.fill("柳城")
    assert names(page) == ["柳城县"]
    assert page.locator(".filter [role=status]").inner_text() == f"{all_rows} 行中的 1 行"
    box.fill("广西")
    assert set(names(page)) == {"柳城县", "融水苗族自治县"}
    box.fill("没有的地方")
    assert names(page) == []
    assert page.locator("tr:has(th.group):not([hidden])").count() == 0
    box.fill("")
    assert len(names(page)) == all_rows


def test_a_filter_outlives_sorting(page: Page, site: Path) -> None:
    visit(page, site, DOMAIN)
    page.get_by_label("筛选地区").fill("广西")
    for _ in range(3):
        page.get_by_role("button", name="按“幼儿园”排序").click()
        assert set(names(page)) == {"柳城县", "融水苗族自治县"}


def test_the_search_finds_a_place_and_leads_to_it(page: Page, site: Path) -> None:
    visit(page, site, "evidence/450222/2020.html")
    box = page.locator("header").get_by_role("combobox")
    assert page.locator("script[src$='places.js']").count() == 0
    box.fill("柳")
    options = page.get_by_role("option")
    options.first.wait_for()
    # what begins with it before what has it inside or lies in such a place
    assert [option.split("\n")[0] for option in options.locator("b").all_inner_texts()] == [
        "柳林县",
        "柳城县",
        "融水苗族自治县",
    ]
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    box.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    assert "柳城县" in active.inner_text()
    box.press("Enter")
    page.wait_for_url("**/places/450222.html")


def test_the_search_knows_codes_and_says_when_there_is_nothing(page: Page, site: Path) -> None:
    visit(page, site, "en/places.html")
    box = page.get_by_role("combobox")
    box.fill("4502")
    page.get_by_role("option").first.wait_for()
    assert page.get_by_role("option").count() == 2
    link = page.get_by_role("option").first
    assert (link.get_attribute("href") or "").endswith("places/450222.html")
    box.fill("nowhere at all")
    page.get_by_text("Nothing found").wait_for(state="visible")
    assert page.get_by_role("option").count() == 0
    assert box.get_attribute("aria-expanded") == "false"
    box.fill("")
    page.get_by_text("Nothing found").wait_for(state="detached")


def test_the_search_finds_an_indicator_by_its_short_name(page: Page, site: Path) -> None:
    for start, asked in (("index.html", "普惠率"), ("en/targets.html", "inclusive coverage")):
        visit(page, site, start)
        page.get_by_role("combobox").fill(asked)
        option = page.get_by_role("option").first
        option.wait_for()
        folder = "en/" if start.startswith("en/") else ""
        assert (option.evaluate("link => link.href")).endswith(
            f"/site/{folder}indicators/inclusive_coverage_rate.html"
        )


def test_escape_closes_the_list_and_then_empties_the_box(page: Page, site: Path) -> None:
    visit(page, site, DOMAIN)
    box = page.locator("header").get_by_role("combobox")
    box.fill("柳")
    page.get_by_role("option").first.wait_for()
    box.press("Escape")
    assert page.get_by_role("listbox").count() == 0
    assert box.input_value() == "柳"
    box.press("Escape")
    assert box.input_value() == ""


def test_hostile_names_are_found_as_text(page: Page, site: Path) -> None:
    visit(page, site, DOMAIN)
    box = page.locator("header").get_by_role("combobox")
    box.fill("<script>")
    page.get_by_role("option").first.wait_for()
    assert page.get_by_role("option").first.inner_text().startswith("<script>alert(1)</script>县")


def test_without_script_there_is_a_link_and_the_whole_table(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((site / DOMAIN).as_uri())
    link = opened.locator("header .search a")
    assert (link.inner_text(), link.get_attribute("href")) == ("查找地区或指标", "places.html")
    assert opened.locator("button, input").count() == 0
    assert opened.locator("tbody th.place a").count() > 10
    context.close()
