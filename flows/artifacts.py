"""What a run leaves on Prefect's page besides its summary: tables that are short enough to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from prefect.artifacts import create_link_artifact, create_table_artifact

from flows.notices import Notice
from indicators.refusals import load_remedies
from outputs.release.contents import SITE
from outputs.release.history import newest_standing
from outputs.release.run_tables import Rows, ended, failed_checks, refusal_rows, refused_pages
from tasks.fetch.entries import Listing, Page
from tasks.fetch.from_web import Shelf
from tasks.fetch.source_table import source_rows

SOURCES = 200


def show_release(release: Path, version: str) -> None:
    """Tables of what was refused and which checks failed, and where the pages lie."""
    before = newest_standing(release.parent, below=version)
    _table(refusal_rows(release, load_remedies()), "annual-refusals", "Why pages were refused")
    pages = refused_pages(release, before)
    _table(
        ended(pages),
        "annual-refused-pages",
        f"Refused pages: {len(pages):,}, those new in this release first",
    )
    checks = failed_checks(release)
    _table(ended(checks), "annual-checks", f"Checks that failed: {len(checks):,}, the newest years first")
    front = release.absolute() / SITE / "index.html"
    create_link_artifact(front.as_uri(), str(front), "annual-pages", f"The pages of release {version}")


def show_sources(entries: Iterable[Page | Listing], shelf: Shelf) -> None:
    """A table of how the entries of the registries stand, those that fail first."""
    entries = tuple(entries)
    rows = source_rows(entries, shelf.found.read(), shelf.ledger.standings())
    failing = sum(bool(row["failing since"]) for row in rows)
    said = f"Entries of the web: {len(rows):,}, failing: {failing:,} (those first)"
    _table(ended(rows, SOURCES), "annual-sources", said)


def show_notices(notices: Iterable[Notice]) -> None:
    """A table of all that an operator should know, told before or now."""
    rows: Rows = [
        {"kind": each.kind, "about": each.subject, "what": each.text, "what to do": each.remedy}
        for each in notices
    ]
    _table(ended(rows), "annual-notices", f"Notices: {len(rows):,}")


def _table(rows: Rows, key: str, said: str) -> None:
    create_table_artifact(rows or [{"": "none"}], key=key, description=said)
