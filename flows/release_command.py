"""What `county-education release` does around the annual flow: look at the sources, start Prefect, stop."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from flows.alone import alone
from flows.extract_files import refusals_of
from flows.runner_choice import parse_runner
from flows.say import complain, counted, tell
from flows.serving import use_server_of
from flows.settings import Fetching, open_store, runner_named, use_home
from flows.stopping import Stopped, stoppable
from indicators.catalogue import load_catalogue
from indicators.corrections import load_corrections
from indicators.errors import CountyEducationError, SourceError
from outputs.release.history import versions
from tasks.fetch.guard import parse_allowed
from tasks.fetch.ledger import Ledger
from tasks.fetch.places import is_file, is_folder
from tasks.fetch.registry import ENDINGS, Registry, read_all

LOG = "prefect-server.log"
"""The log of Prefect's server, below the data home."""


@dataclass(frozen=True, slots=True)
class Order:
    """A release as it is asked for.

    asked        registries, folders or pages; none: the sample
    month        of the version, as 2026.11; null: this month
    corrections  a file to use in place of the package's
    store        the address of one that the release is put into as well
    fetching     how sites are asked; null asks none, and that is said
    accept       publish though counts are far from those of the last run
    runner       what reads (see `parse_runner`); null: that of the environment, else by how much there is
    """

    asked: tuple[Path, ...]
    home: Path
    month: str | None = None
    corrections: Path | None = None
    store: str | None = None
    fetching: Fetching | None = None
    accept: bool = False
    runner: str | None = None


def make_release(order: Order) -> int:
    """Run the annual flow on the sources that can be used, and print its summary. The exit code.

    What is wrong with the order, or with sources, is told before Prefect is started, which takes half a
    minute. Raises CountyEducationError where there is nothing to make a release of, or another run is at work
    in the same home.
    """
    before = None
    try:
        with stoppable():
            before = _releases(order.home)
            return _make_release(order)
    except KeyboardInterrupt as stop:
        _say_what_became(order.home, before, order.store)
        return stop.code if isinstance(stop, Stopped) else Stopped().code


def _make_release(order: Order) -> int:
    parse_runner(order.runner or runner_named())
    corrections = order.corrections and order.corrections.absolute()
    load_corrections(corrections, load_catalogue())
    elsewhere = open_store(order.store) if order.store else None
    asked = order.asked or (sample(),)
    sources = [source.absolute() for source in asked if usable(source)]
    if not sources:
        return 1
    found = read_all(sources)
    if order.fetching is not None:
        parse_allowed(order.fetching.allow)
        if not found.away:
            tell("--fetch: no source has an address to fetch.")
    if found.away and order.fetching is None:
        say_what_was_fetched(found, order.home)
    elif not found.away:
        refuse_no_pages([page.path for page in found.sources])
    if elsewhere is not None:
        elsewhere.check()
    use_home(order.home)
    with alone(order.home):
        use_server_of(order.home)
        what = [counted(len(found.sources), "page")] if found.sources else []
        what += [counted(len(found.away), "entry", "entries") + " of the web"] if found.away else []
        tell(f"starting Prefect for {' and '.join(what)}, up to half a minute…")
        print(_run_flow(replace(order, corrections=corrections), sources, found), flush=True)
    return 0 if len(sources) == len(asked) else 1


def _run_flow(order: Order, sources: list[Path], found: Registry) -> str:
    """Run the annual flow in this process. Its summary."""
    from flows.annual import annual  # noqa: PLC0415, it imports Prefect
    from flows.server import keep_server_apart, without_heartbeats  # noqa: PLC0415

    # What goes wrong in a run comes back as an exception, which is printed as a line; Prefect would
    # print it once more for each flow that it passes through, with tracebacks.
    for name in ("prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    keep_server_apart(order.home / LOG)
    how: dict[str, Any] = {"accept": True} if order.accept else {}
    how |= {"runner": order.runner} if order.runner else {}
    if order.fetching is not None and found.away:
        how |= {"fetch": True, "contact": order.fetching.contact, "allow": [*order.fetching.allow]}
    try:
        with without_heartbeats():
            summary: str = annual(sources, order.home, order.month, order.corrections, order.store, **how)
    except RuntimeError as error:
        if "ephemeral" not in str(error):
            raise
        said = f"Its log: {order.home / LOG}"
        raise CountyEducationError("Prefect", "its server did not start", remedy=said) from error
    return summary


def say_what_was_fetched(found: Registry, home: Path) -> None:
    """Say that no site is asked, and of when the answers are that count instead.

    Raises SourceError where there are none and nothing else is to be read.
    """
    addresses = counted(len(found.away), "entry", "entries") + " of the web"
    ids = {each.id for each in found.away}
    standings = Ledger.below(home).standings()
    answers = [each.last.when for source, each in standings.items() if source.split("/")[0] in ids]
    if answers:
        tell(
            f"No site is asked without --fetch. Of {addresses} counts what was fetched before, the last time "
            f"at {max(answers)}."
        )
    elif found.sources:
        tell(f"No site is asked without --fetch, and nothing was fetched before: {addresses} give nothing.")
    else:
        said = "Ask the sites: release … --fetch."
        raise SourceError(home, f"nothing of {addresses} was fetched before", "answers of sites", said)


def usable(source: Path) -> bool:
    """Is anything to be read there? If not, say so; the sources beside it are still read."""
    try:
        # A registry that is there and wrong stops the run: it is to be mended, not to be left out.
        if source.suffix != ".toml" or not (is_file(source) or is_folder(source)):
            read_all([source])
    except SourceError as error:
        complain(error)
        return False
    return True


def refuse_no_pages(pages: Sequence[Path]) -> None:
    """Raise SourceError where none of the files has the name of a page, and none can be read as one.

    Such a file is read here, before Prefect is started for nothing; its reader has the last word.
    """
    if any(page.suffix.lower() in ENDINGS for page in pages):
        return
    told: list[str] = []
    for page in pages:
        refusals = refusals_of(page)
        if refusals is None:
            return
        told += refusals
    for line in told:
        complain(line)
    raise SourceError("release", "no page that could be read", "one at least", "No release was made.")


def sample() -> Path:
    """The registry of the sample that ships with the project."""
    return Path(str(files("deployments") / "sample" / "sources.toml"))


def _releases(home: Path) -> set[tuple[str, int]]:
    """The versions that lie below a home."""
    with suppress(OSError):
        return set(versions(home / "releases"))
    return set()


def _say_what_became(home: Path, before: set[tuple[str, int]] | None, store: str | None) -> None:
    """In a line: was a release written before the run was stopped? `before` are those there at its start."""
    with suppress(OSError, CountyEducationError):  # a terminal that was closed cannot be told
        made = sorted(_releases(home) - before) if before is not None else []
        if made:
            month, number = made[-1]
            folder = home / "releases" / f"{month}.{number}"
            there = f"; run it again to have it in {store}" if store else ""
            tell(f"Stopped; the release was complete already: {folder}{there}")
        else:
            tell("Stopped; no release was written. Run it again to go on.")
