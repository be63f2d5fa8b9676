"""Everything is reached by keyboard, and one sees where one is."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser

from tests.outputs.pages.browser.kinds import Sample, longest

STOPS = 25
"""How many stops of the Tab key are looked at on a page; what follows is of the same kinds."""

WHERE = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const place = at.getBoundingClientRect();
  return {
    name: at.outerHTML.slice(0, 90),
    body: at === document.body,
    href: at.getAttribute("href"),
    inside: Boolean(at.closest("main")),
    seen: place.width > 0 && place.height > 0 && place.bottom > 0 && place.right > 0
      && place.top < window.innerHeight && place.left < window.innerWidth,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""

CLOSED_BOXES = """() => [...document.querySelectorAll("body *")].filter((each) => {
  const style = getComputedStyle(each);
  const across = ["auto", "scroll"].includes(style.overflowX) && each.scrollWidth > each.clientWidth + 1;
  const down = ["auto", "scroll"].includes(style.overflowY) && each.scrollHeight > each.clientHeight + 1;
  const named = each.hasAttribute("aria-label") || each.hasAttribute("aria-labelledby");
  return (across || down) && each.checkVisibility() && !(each.tabIndex >= 0 && named);
}).map((each) => each.outerHTML.slice(0, 90))"""
"""Boxes that scroll and that the keyboard does not reach, or that do not say what they are."""


def test_the_skip_link_comes_first_and_leads_to_the_content(
    chromium: Browser, address: str, sampled: list[Sample]
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        for sample in longest(sampled):
            page.goto(f"{address}/{sample.path}")
            page.keyboard.press("Tab")
            first = page.evaluate(WHERE)
            main = page.locator("main").get_attribute("id")
            assert (first["href"], first["seen"], first["inside"]) == (f"#{main}", True, False), sample.path
            page.keyboard.press("Enter")
            assert page.evaluate("location.hash") == f"#{main}", sample.path
            page.keyboard.press("Tab")
            after = page.evaluate(WHERE)
            has_stops = page.locator("main :is(a[href], button, input, [tabindex='0'])").count()
            assert after["inside"] or not has_stops, (sample.path, after["name"])


def test_one_sees_where_one_is(chromium: Browser, address: str, sampled: list[Sample]) -> None:
    with chromium.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        unseen: dict[str, list[str]] = {}
        for sample in longest(sampled):
            page.goto(f"{address}/{sample.path}")
            for _ in range(STOPS):
                page.keyboard.press("Tab")
                stop: dict[str, Any] = page.evaluate(WHERE)
                if stop["body"]:
                    break
                if not (stop["seen"] and stop["marked"]):
                    unseen.setdefault(sample.path, []).append(stop["name"])
    assert unseen == {}


def test_boxes_that_scroll_are_reached_and_named(
    chromium: Browser, address: str, sampled: list[Sample]
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        closed: dict[str, list[str]] = {}
        for sample in sampled:
            page.goto(f"{address}/{sample.path}")
            for width in (1440, 390):
                page.set_viewport_size({"width": width, "height": 844})
                closed.setdefault(sample.path, []).extend(page.evaluate(CLOSED_BOXES))
    assert {path: boxes for path, boxes in closed.items() if boxes} == {}
