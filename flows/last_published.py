"""What was counted in the run that was published last, and whether this one is near enough to it.

    published/KEY.json    below the data home; KEY is that of the sources that the run was of

Like is compared with like: runs of the same sources, by the paths that name them. Another registry, or other
files, on the same home are another run; a registry that grew is the same one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from indicators.errors import DriftError
from outputs.release.durable import replace_text
from tasks.fetch.drift import thresholds
from tasks.run_counts import RunCounts, compare

FOLDER = "published"
REMEDY = (
    "Nothing was published, and what was fetched and read stays. Look at these pages and their sites; if all "
    "is as it should be, run again with --accept (on Prefect's page: the parameter accept)."
)


def check_drift(sources: Iterable[Path], home: Path, now: RunCounts, accept: bool) -> tuple[str, ...]:
    """What is far from the last run of these sources and was accepted by a person, a line each.

    A first run is far from nothing. Raises DriftError where something is far and nobody accepted it.
    """
    file = _file(sources, home)
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        release, before = str(said["release"]), RunCounts.from_json(said)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        lines: tuple[str, ...] = (f"What was kept of the last run cannot be read ({error}).",)
        release = str(file)
    else:
        lines = compare(before, now, thresholds())
    if lines and not accept:
        told = " ".join(f"({number}) {line}" for number, line in enumerate(lines, start=1))
        raise DriftError(
            "this run", f"far from the last one of these sources, {release}: {told}", remedy=REMEDY
        )
    return lines


def keep_counts(sources: Iterable[Path], home: Path, now: RunCounts, release: str) -> None:
    """Keep the counts of a run that was published as this release, for the next one of these sources."""
    file = _file(sources, home)
    file.parent.mkdir(parents=True, exist_ok=True)
    said = {"sources": _names(sources), "release": release} | now.as_json()
    replace_text(file, json.dumps(said, ensure_ascii=False, indent=0) + "\n")


def _file(sources: Iterable[Path], home: Path) -> Path:
    return home / FOLDER / f"{hashlib.sha256(chr(10).join(_names(sources)).encode()).hexdigest()[:16]}.json"


def _names(sources: Iterable[Path]) -> list[str]:
    return sorted({str(source.absolute()) for source in sources})
