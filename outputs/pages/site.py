"""The site of a release: a folder of pages that open from disk and ask nothing of anybody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined

from indicators.tables import DERIVED
from outputs.pages.comparison import compare
from outputs.pages.corrected import corrections
from outputs.pages.coverage import coverage
from outputs.pages.derived import formula_words
from outputs.pages.evidence import evidence
from outputs.pages.figures import digits
from outputs.pages.links import evidence_of_year, evidence_page, web_address
from outputs.pages.published import UNPLACED, Release, read_release
from outputs.pages.ranking import striking
from outputs.pages.words import CHOICES, KINDS, reason_sentence, reason_words, unit_words

STATIC_FILES = ("style.css", "icon.svg")

BESIDE: tuple[str, ...] = (
    "DICTIONARY.md",
    "QUALITY.md",
    "CHANGELOG.md",
    "LICENSE-DATA.md",
    "CITATION.cff",
    "datapackage.json",
    "quality.json",
    "SHA256SUMS",
)
"""What lies beside the site in a release, besides its tables, and is linked for whoever wants the data."""


def render_site(release_folder: Path, site_folder: Path, version: str) -> int:
    """Write the pages of a release and return how many they are.

    Reads the release's Parquet files (observations, indicators, reports, corrections, regions,
    catalogue), its `quality.json` and nothing else; the same files and version give the same bytes.
    Raises ReleaseError where one of them is missing or names what it does not hold.
    """
    release = read_release(release_folder, version)
    written = 0
    for name, text in render_pages(release):
        file = site_folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        written += 1
    (site_folder / "static").mkdir(parents=True, exist_ok=True)
    for name in STATIC_FILES:
        (site_folder / "static" / name).write_bytes((files("outputs.pages") / "static" / name).read_bytes())
    return written


def render_pages(release: Release) -> Iterator[tuple[str, str]]:
    """Every page of the site, one after the other: its address from the root, and its text."""
    environment = _environment()
    domains = [domain for domain in release.domains if domain.compared]
    comparisons = [compare(release, domain) for domain in domains]
    reasons = Counter(row["reason"] for row in release.refused)
    shared: dict[str, Any] = {
        "release": release,
        "domains": domains,
        "data_files": [*release.data_files, *BESIDE],
        "reasons": sorted(reasons.items(), key=lambda item: (-item[1], item[0] or "")),
    }

    def page(template: str, root: str = "", **values: Any) -> str:
        return environment.get_template(template).render(**shared, root=root, **values)

    yield (
        "index.html",
        page(
            "front.html.j2",
            comparisons=comparisons,
            coverage=coverage(release),
            ranking=striking(release),
            stated=_stated(release),
        ),
    )
    for comparison in comparisons:
        yield f"{comparison.domain.id}.html", page("domain.html.j2", comparison=comparison)
    for of_place in evidence(release):
        yield evidence_page(of_place.place.code), page("evidence.html.j2", root="../", evidence=of_place)
    yield "refused.html", page("refused.html.j2")
    facts = dict(release.facts.group_by("indicator").len().iter_rows())
    yield (
        "methods.html",
        page(
            "methods.html.j2",
            facts=facts,
            choices=[words for step, words in CHOICES.items() if step != DERIVED],
            kinds=KINDS,
            corrections=corrections(release),
        ),
    )


def _stated(release: Release) -> dict[str, int]:
    """How many facts were read, how many have no year or no place, and how many figures are derived."""
    masked = pl.col("region_code").is_null()
    counts = release.statements.select(
        all=pl.len(), undated=(pl.col("year").is_null() & ~masked).sum(), masked=masked.sum()
    )
    derived = int(release.facts["formula"].is_not_null().sum())
    return {name: int(number) for name, number in counts.row(0, named=True).items()} | {"derived": derived}


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("outputs.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["count"] = lambda number: f"{number:,}"
    environment.filters["digits"] = digits
    environment.tests["english"] = lambda text: not re.search(r"[\u3400-\u9fff]", text)
    environment.globals.update(
        unit_words=unit_words,
        reason_words=reason_words,
        reason_sentence=reason_sentence,
        formula_words=formula_words,
        web_address=web_address,
        evidence_page=evidence_page,
        evidence_of_year=evidence_of_year,
        UNPLACED=UNPLACED,
    )
    return environment
