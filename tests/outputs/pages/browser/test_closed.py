"""Pages ask nothing of anybody: no request leaves them, no policy is broken, nothing goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.outputs.pages.browser.kinds import Sample


def heard(page: Page, own: str) -> list[str]:
    """A list that fills with what a page should not do: leave its own address, fail, complain.

    What breaks the policy of a page is an error on its console.
    """
    told: list[str] = []

    def asked(url: str) -> None:
        if not url.startswith((own, "data:")):
            told.append(f"{page.url} asks for {url}")

    def answered(url: str, status: int) -> None:
        if status > 399:
            told.append(f"{page.url}: {status} for {url}")

    def complained(kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            told.append(f"{page.url}: {text}")

    def failed(address: str, why: str | None) -> None:
        # the icon of a page is asked for last, and given up when the next page is opened before it is there
        if not (why == "net::ERR_ABORTED" and address.endswith("/static/icon.svg")):
            told.append(f"{page.url}: {address} {why}")

    page.on("request", lambda request: asked(request.url))
    page.on("requestfailed", lambda request: failed(request.url, request.failure))
    page.on("response", lambda answer: answered(answer.url, answer.status))
    page.on("pageerror", lambda error: complained("error", str(error)))
    page.on("console", lambda message: complained(message.type, message.text))
    return told


@pytest.mark.parametrize("where", ["a web server", "the disk"])
def test_no_page_asks_anybody_anything_or_goes_wrong(
    chromium: Browser, address: str, site: Path, sampled: list[Sample], where: str
) -> None:
    root = address if where == "a web server" else site.as_uri()
    with chromium.new_context() as context:
        page = context.new_page()
        told = heard(page, root)
        for sample in sampled:
            page.goto(f"{root}/{sample.path}", wait_until="load")
            for box in page.get_by_role("searchbox").all():
                box.fill("450222")
            for box in page.get_by_role("combobox").all():
                box.fill("450222")
                page.get_by_role("option").first.wait_for()
        page.wait_for_load_state("networkidle")
    assert told == []


WRONG = """() => {
  document.head.append(Object.assign(document.createElement("style"), { textContent: "a {}" }));
  document.body.append(Object.assign(new Image(), { src: "http://127.0.0.1:9/x.png" }));
}"""


def test_a_listener_hears_what_should_not_be(chromium: Browser, address: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        told = heard(page, address)
        page.goto(f"{address}/index.html")
        page.evaluate(WRONG)
        page.wait_for_load_state("networkidle")
    assert any("Content Security Policy" in line and "style" in line for line in told), told
    assert any("127.0.0.1:9" in line for line in told), told
