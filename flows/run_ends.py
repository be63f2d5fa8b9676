"""What is done when a run of the annual flow ends, well or not: its tables, and the notices."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect.context import FlowRunContext
from prefect.events import emit_event
from prefect.exceptions import PrefectException

from flows.artifacts import show_notices, show_release
from flows.completed import note_completed
from flows.notice_rules import notice_rules
from flows.notices import (
    EVENT,
    FACTS_DROPPED,
    RUN_FAILED,
    RUN_OVERDUE,
    SOURCE_SILENT,
    Notice,
    dropped,
    failed,
    silent,
)
from flows.say import SERVED, tell
from flows.settings import data_home
from flows.telling import give
from outputs.release.durable import AT_WORK
from outputs.release.history import newest_standing
from outputs.release.publication import Published
from outputs.release.run_tables import facts_by_page
from tasks.fetch.from_web import Shelf
from tasks.fetch.registry import read_all
from tasks.fetch.silence import silent_sources

STOPPING = threading.Event()
"""Set in a runner that was told to end: the run that it ends has not crashed."""
ENTERED = "Flow run encountered an exception: "


def end_well(sources: Sequence[Path], home: Path, release: Published, fetch: bool, began: datetime) -> None:
    """Give the notices that are due, write down that a run with fetching is done, and show what it did.

    The notices come first: a new release is looked at once, and Prefect's page may be away.
    """
    now = datetime.now(UTC)
    kinds = [RUN_FAILED]
    found: list[Notice] = []
    if release.new:
        kinds.append(FACTS_DROPPED)
        before = newest_standing(home / "releases", below=release.version)
        if before is not None:
            was, are = facts_by_page(before), facts_by_page(release.folder)
            found += dropped(release.version, was, are, notice_rules())
    entries = read_all(list(sources)).away
    if entries and fetch:
        shelf = Shelf.below(home)
        kinds += [SOURCE_SILENT, RUN_OVERDUE]
        months = notice_rules().silent.months
        standings, known = shelf.ledger.standings(), shelf.found.read()
        found += silent(silent_sources(entries, known, standings, now, months), notice_rules())
    given = give(found, kinds, home, now)
    context = FlowRunContext.get()
    if context is not None and context.flow_run is not None and context.flow_run.deployment_id is not None:
        _emit(given)  # a run by hand has mostly a server that ends with it
    if fetch:
        note_completed(home, began, now)
    show_release(release.folder, release.version)
    show_notices(found)


def say_done(flow: Any, flow_run: Any, state: Any) -> None:  # noqa: ARG001, Prefect's names
    """A line for who serves."""
    if os.environ.get(SERVED):
        tell(f"run {flow_run.name}: done")


def tell_stopped(flow: Any, flow_run: Any, state: Any) -> None:  # noqa: ARG001
    """A line for who serves. Whoever stopped it knows, so there is no notice."""
    if os.environ.get(SERVED):
        tell(f"run {flow_run.name}: stopped")


def tell_failed(flow: Any, flow_run: Any, state: Any) -> None:
    """A notice that a run failed or crashed, with its reason. A run by hand tells the person who made it."""
    if flow_run.deployment_id is None:
        return
    if STOPPING.is_set():
        tell_stopped(flow, flow_run, state)
        return
    reason = (state.message or state.name).removeprefix(ENTERED)
    if os.environ.get(SERVED):
        tell(f"run {flow_run.name}: {state.name.lower()}: {reason}")
    if AT_WORK in reason:
        return  # no fault that somebody need be told of
    home = Path(flow_run.parameters.get("home") or data_home()).absolute()
    _emit(give([failed(reason)], [RUN_FAILED], home, datetime.now(UTC)))


def _emit(notices: Iterable[Notice]) -> None:
    """Notices as events, for automations of a Prefect server."""
    for each in notices:
        resource = {
            "prefect.resource.id": f"{EVENT}.{each.kind}.{each.subject}",
            "prefect.resource.name": each.subject,
        }
        try:
            emit_event(event=f"{EVENT}.{each.kind}", resource=resource, payload=each.as_json())
        except (PrefectException, OSError, RuntimeError) as error:
            tell(f"the notice is no event of Prefect's server ({type(error).__name__})")
