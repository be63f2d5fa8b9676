"""The labels of the sample fit its pages: files, quotes, places and twins."""

import json
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "deployments" / "sample"
LABELS = sorted((ROOT / "tests" / "labelled" / "sample").glob("*.labels.json"))
ENCODED = {"pingyuan-2021.txt": "big5"}
BINARY = {".doc", ".docx", ".pdf", ".png"}


class Visible(HTMLParser):
    """The text a reader of the page sees."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.hidden += tag in {"script", "style", "title"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style", "title"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)


def plain(text: str) -> str:
    """Without blanks: a quote may run over lines and cells."""
    return re.sub(r"\s", "", text)


def page_text(page: Path) -> str:
    raw = page.read_bytes()
    try:
        text = raw.decode(ENCODED.get(page.name, "utf-8-sig"))
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    if page.suffix != ".html":
        return text
    seen = Visible()
    seen.feed(text)
    return "".join(seen.pieces)


def registry() -> list[dict[str, Any]]:
    sources: list[dict[str, Any]] = tomllib.loads((SAMPLE / "sources.toml").read_text(encoding="utf-8"))[
        "source"
    ]
    return sources


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.name.split(".")[0])
def test_every_quote_stands_in_the_page_and_in_its_twin(path: Path) -> None:
    report = json.loads(path.read_text(encoding="utf-8"))
    page, twin = SAMPLE / "reports" / report["file"], SAMPLE / "text" / f"{report['id']}.txt"
    texts = [twin.read_text(encoding="utf-8")] if twin.exists() else []
    if page.suffix not in BINARY:
        texts.append(page_text(page))
    assert texts, "a binary page needs its twin"
    missing = [
        label["quote"]
        for label in report["labels"] + report["disputed"]
        if any(plain(label["quote"]) not in plain(text) for text in texts)
    ]
    assert missing == []


def test_every_source_has_its_page_and_its_labels() -> None:
    sources = registry()
    assert len({source["id"] for source in sources}) == len(sources)
    assert {path.name.removesuffix(".labels.json") for path in LABELS} == {source["id"] for source in sources}
    assert [source["path"] for source in sources if not (SAMPLE / source["path"]).is_file()] == []


def test_no_label_is_said_twice_and_noise_has_none() -> None:
    for path in LABELS:
        report = json.loads(path.read_text(encoding="utf-8"))
        said = [
            (label["indicator"], label["value"], label["year"], label["status"], label.get("region"))
            for label in report["labels"]
        ]
        assert len(said) == len(set(said)), report["id"]
        assert report["kind"] != "noise" or not said, report["id"]


def test_the_sample_is_as_wide_as_promised() -> None:
    reports = [json.loads(path.read_text(encoding="utf-8")) for path in LABELS]
    read = [report for report in reports if report["kind"] != "noise"]
    provinces = {report["adcode"][:2] for report in read if report.get("adcode")}
    places = {report["adcode"] for report in read if report.get("adcode")}
    assert (len(reports) >= 24, len(places) >= 12, len(provinces) >= 8) == (True, True, True)
