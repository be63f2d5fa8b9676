"""A small release with corrections for tests: its facts as read, and what is put right of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from indicators.catalogue import load_catalogue
from indicators.correcting import apply_corrections
from indicators.corrections import Correction, Placed
from outputs.release.contents import Tables, release_tables
from outputs.release.publication import Published, publish
from tests.frames import SNAPSHOT, observation, observations, report, reports
from tests.outputs.release import made

READ = (
    observation(1),
    observation(2, year=2018, value=80.0),
    observation(3, report_id="r2", value=84.0, flags=["out of range"]),
    observation(4, indicator="primary_schools", value=9.0),
)


def correction(value: float, year: int, **changes: Any) -> dict[str, Any]:
    """A correction of the kindergartens of a year, which were read as `value`."""
    entry = {
        "snapshot": SNAPSHOT,
        "report": "r1",
        "indicator": "kindergartens",
        "expect": {"value": value, "status": "actual", "year": year},
        "reason": "The table says 58.",
        "found_by": "a reader",
    }
    return entry | changes


RIGHT = correction(85.0, 2019, should_be={"value": 58.0}, evidence="https://example.org/table")
WITHDRAWN = correction(80.0, 2018, withdraw=True, reason="Of one town.")
MOVED = correction(80.0, 2018, should_be={"year": 2017}, reason="Of the year before.")
NOT_READ = correction(1.0, 2018, withdraw=True, snapshot="e" * 64)


def tables(*corrections: dict[str, Any]) -> Tables:
    """The tables of the facts, put right."""
    placed = [Placed(f"my.toml line {n}", Correction.model_validate(c)) for n, c in enumerate(corrections)]
    pages = reports(report("r1", facts=3), report("r2", source="later.txt", year=2020))
    catalogue = load_catalogue()
    done = apply_corrections(observations(*READ), pages, placed, catalogue, made.REGIONS)
    return release_tables(done.observations, done.reports, made.REGIONS, catalogue, done.corrections)


def release(releases: Path, *corrections: dict[str, Any]) -> Published:
    """Publish the facts, put right."""
    return publish(
        tables(*corrections), releases, "2026.11", made.PAGES_DIGEST, made.render_site, made.write_forms
    )
