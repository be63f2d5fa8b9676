"""A release says how well pages are read: as figures, in words, on its methods page."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from indicators.errors import ReleaseError
from outputs.pages.site import render_site
from outputs.release.quality import QUALITY, measured_quality, read_quality
from tests.outputs.release import made


def test_a_release_carries_the_figures_as_they_are(tmp_path: Path) -> None:
    folder = made.release(tmp_path).folder
    assert (folder / QUALITY).read_text(encoding="utf-8") == measured_quality()


def test_its_statement_of_quality_says_them_in_words(tmp_path: Path) -> None:
    folder = made.release(tmp_path).folder
    _, _, said = (
        (folder / "QUALITY.md").read_text(encoding="utf-8").partition("\n## How well pages are read\n")
    )
    quality = read_quality(folder)
    for each in quality.sets:
        assert f"{each.name_en}** ({each.documents} documents, {each.whole.labels} facts)" in said
        assert f"F1 {each.whole.right_f1:.3f}" in said
        assert each.about_zh in said
    assert (
        f"({quality.agreement.documents} documents): F1 {quality.agreement.strict.found_f1:.3f} found" in said
    )


def test_its_methods_page_shows_them(tmp_path: Path) -> None:
    folder = made.release(tmp_path).folder
    render_site(folder, tmp_path / "site", "2026.11.0")
    page = LexborHTMLParser((tmp_path / "site" / "methods.html").read_text(encoding="utf-8"))
    rows = [[cell.text(strip=True) for cell in row.css("td")] for row in page.css("table.quality tbody tr")]
    quality = read_quality(folder)
    for row, each in zip(rows, quality.sets, strict=False):
        assert row[:2] == [str(each.documents), f"{each.whole.labels:,}"]
        assert row[5] == f"{each.whole.right_f1:.2f}"
        assert len(row) == 6 + len(each.domains)
        assert row[6] == f"{each.domains['preschool_access'].right_f1:.2f}"
    assert [row[5] for row in rows[-2:]] == [
        f"{score.right_f1:.2f}" for score in (quality.agreement.strict, quality.agreement.lenient)
    ]


@pytest.mark.parametrize("damage", [None, "{", "{}", '{"sets": []}'])
def test_figures_that_cannot_be_read_are_named(damage: str | None, tmp_path: Path) -> None:
    if damage is not None:
        (tmp_path / QUALITY).write_text(damage)
    with pytest.raises(ReleaseError, match=r"quality\.json: cannot be read"):
        read_quality(tmp_path)
