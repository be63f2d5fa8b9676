"""The pages hide nothing: whose words a sentence is, what has no year, what was refused or gave nothing."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
from selectolax.lexbor import LexborHTMLParser

from outputs.pages.site import render_site
from outputs.release.quality import QUALITY, measured_quality
from tests.outputs.pages.conftest import VERSION, text_of
from tests.outputs.pages.fake_release import UNDATED_CODE


def test_a_release_with_a_restated_report_says_so_on_every_page(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        banner = page.css_first("aside.sample")
        assert banner is not None, name
        assert "1 份的句子经本项目改写" in banner.text()
    assert "逐字" not in text_of(pages["index.html"], separator="")
    assert "原文" not in text_of(pages["refused.html"], separator="").replace("不可当作教育局的原文引用", "")


def test_each_figure_and_report_that_is_restated_bears_the_badge(pages: dict[str, LexborHTMLParser]) -> None:
    for folder, badge, quoted, restating in (
        ("", "示例：句子经改写", "原文写作", "示例写作"),
        ("en/", "Sample: ", "Stated as", "Sample reads"),
    ):
        profile = pages[f"{folder}places/450222.html"]
        restated = {
            f"../../places/450222.html#{report.attributes['id']}": badge in report.text()
            for report in profile.css(".reports > li")
        }
        assert set(restated.values()) == {True, False}
        evidence = [page for name, page in pages.items() if name.startswith(f"{folder}evidence/450222/")]
        sources = [source for page in evidence for source in page.css(".source")]
        assert len(sources) > 1
        for source in sources:
            so = restated[source.css_first("a").attributes["href"]]  # type: ignore[union-attr, index]
            assert (badge in source.text()) == (restating in source.text()) == so
            assert (quoted in source.text()) == (not so)


def test_a_release_of_the_bureaus_own_words_says_nothing_of_samples(
    release_folder: Path, tmp_path: Path
) -> None:
    for file in release_folder.glob("*.parquet"):
        frame = pl.read_parquet(file)
        if file.stem == "reports":
            frame = frame.with_columns(restated=pl.lit(value=False))
        frame.write_parquet(tmp_path / file.name)
    (tmp_path / QUALITY).write_text(measured_quality(), encoding="utf-8")
    render_site(tmp_path, tmp_path / "site", VERSION)
    texts = [file.read_text("utf-8") for file in (tmp_path / "site").rglob("*.html")]
    assert not any("示例" in text or "Sample" in text for text in texts)
    assert "逐字可查" in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_undated_figures_of_a_domain_lead_to_their_evidence(pages: dict[str, LexborHTMLParser]) -> None:
    for name, stated in (("balanced_progress", "2000 年"), ("teacher_supply", "2004 年起累计")):
        (place,) = [li for li in pages[f"{name}.html"].css(".outside li") if "胶南市" in li.text()]
        assert stated in place.text()
        links = [a.attributes["href"] or "" for a in place.css("a")]
        assert links[0] == f"evidence/{UNDATED_CODE}/undated.html"
        assert all(
            re.match(rf"evidence/{UNDATED_CODE}/(undated|[0-9]+)\.html#obs-", link) for link in links[1:]
        )
    row = [th.text() for th in pages["balanced_progress.html"].css("th.place") if "胶南市" in th.text()]
    assert row == []
