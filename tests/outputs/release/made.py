"""A small release for tests: its tables, and pages of one line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl

from indicators.catalogue import load_catalogue
from outputs.release.contents import release_tables
from outputs.release.publication import Published, publish
from tests.frames import observation, observations, regions, report, reports

PAGES_DIGEST = "0" * 64
REGIONS = regions(("450222", "柳城县", None, None), ("450223", "鹿寨县", None, None))


_TABLES: dict[str, dict[str, pl.DataFrame]] = {}


def tables(*changes: dict[str, object]) -> dict[str, pl.DataFrame]:
    """The tables of two facts of 柳城县 and a refused page; `changes` alter the first rows in turn."""
    key = repr(changes)
    if key not in _TABLES:  # half a second each, and hundreds of tests want the same
        _TABLES[key] = _tables(changes)
    return dict(_TABLES[key])


def _tables(changes: tuple[dict[str, object], ...]) -> dict[str, pl.DataFrame]:
    rows = [observation(1), observation(2, year=2018, value=80.0), observation(3, report_id="r2", value=84.0)]
    rows = [row | (changes[n] if n < len(changes) else {}) for n, row in enumerate(rows)]
    refused = report(
        "r0", source="lost.txt", state="refused", reason="digits lost", detail="no digit left", facts=0
    )
    pages = reports(report("r1", facts=2), report("r2", source="later.txt", year=2020), refused)
    return release_tables(observations(*rows), pages, REGIONS, load_catalogue())


def render_site(
    release_folder: Path, site_folder: Path, version: str, beside: Callable[[], None]
) -> dict[str, str]:
    """One page that shows the version and counts the facts."""
    beside()
    facts = pl.read_parquet(release_folder / "indicators.parquet").height
    content = f"{version}: {facts}".encode()
    (site_folder / "index.html").write_bytes(content)
    return {"index.html": hashlib.sha256(content).hexdigest()}


def write_forms(tables: Mapping[str, pl.DataFrame], folder: Path, version: str) -> None:
    """One other form, of one line: the real ones take half a second, and have tests of their own."""
    (folder / "form.csv").write_text(f"{version},{len(tables)}\n", encoding="utf-8")


def release(
    releases: Path, *changes: dict[str, object], month: str = "2026.11", pages_digest: str = PAGES_DIGEST
) -> Published:
    """Publish the small release."""
    return publish(tables(*changes), releases, month, pages_digest, render_site, write_forms)
