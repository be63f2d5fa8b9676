"""What `county-education serve` does before it serves: everything that is wrong already is told now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows.say import tell
from flows.serving import Plan, serve
from flows.serving_schedule import Schedule
from flows.settings import Fetching, open_store
from flows.sources_command import shipped
from indicators.catalogue import load_catalogue
from indicators.corrections import load_corrections
from tasks.fetch.guard import parse_allowed
from tasks.fetch.registry import read_all


def serve_sources(
    asked: Sequence[Path],
    home: Path,
    schedule: Schedule,
    port: int | None,
    corrections: Path | None,
    store: str | None,
    fetching: Fetching,
) -> int:
    """Serve registries, folders or pages (none: the bureaus that ship) until told to stop. The exit code.

    Raises CountyEducationError where a source, the corrections, a network or the store is wrong.
    """
    corrections = corrections and corrections.absolute()
    load_corrections(corrections, load_catalogue())
    sources = tuple(source.absolute() for source in asked or [shipped()])
    found = read_all(list(sources))
    parse_allowed(fetching.allow)
    if store:
        open_store(store).check()
    if not found.away:
        tell("no source has an address to fetch; what lies here is read again in each run.")
    plan = Plan(sources, home, schedule, store, corrections, fetching.contact, fetching.allow)
    return serve(plan, port)
