"""Prefect's runners of tasks, started so that any of them can read batches: threads, processes, Dask."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner

from flows.plain_failures import say_failures_plainly
from flows.runner_choice import RunnerChoice, cores
from flows.settings import RUNNER
from indicators.errors import CountyEducationError
from outputs.child_processes import end_with_parent

TASK_RUNS = "prefect.task_runs"
AGAIN = "What was read is kept. Run it again to go on."
WORKER_SECONDS = 60
"""A cluster may be starting: so long its first worker is waited for."""


@contextmanager
def started(choice: RunnerChoice) -> Iterator[Any]:
    """The runner of tasks that was chosen, started, for use within a flow.

    Prefect's own types do not agree on what a runner is, hence Any. Raises CountyEducationError where a
    cluster cannot be used, or where processes were ended from outside.
    """
    if choice.elsewhere and not PREFECT_API_URL.value():
        raise CountyEducationError(
            RUNNER,
            f"workers of {choice.address} cannot reach the server of Prefect that this run starts for itself",
            "one that they can reach, named in PREFECT_API_URL",
            "See docs/scale.md.",
        )
    # Readers in other processes would each start a server of their own, were they not told of ours.
    server = str(get_client(sync_client=True).api_url)
    with temporary_settings(updates={PREFECT_API_URL: server}):
        if choice.kind == "dask":
            with _dask(choice.address) as runner:
                yield runner
            return
        try:
            with _here(choice) as runner:
                yield runner
        except BrokenProcessPool as error:
            found = "a process that read pages was ended from outside, or memory ran out"
            raise CountyEducationError("reading", found, remedy=AGAIN) from error


def _here(choice: RunnerChoice) -> Any:
    """A runner on this machine, not yet started."""
    if choice.kind == "threads":
        return ThreadPoolTaskRunner(max_workers=cores())
    level = logging.getLogger(TASK_RUNS).level
    return ProcessPoolTaskRunner(max_workers=cores(), initializer=_child, initargs=(level,))


@contextmanager
def _dask(address: str | None) -> Iterator[Any]:
    """A runner on a Dask cluster: that of a scheduler, or one made here and ended with the run."""
    from distributed import KilledWorker  # noqa: PLC0415, an extra, and slow to import
    from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415

    here: dict[str, Any] = {
        "n_workers": cores(),
        "threads_per_worker": 1,
        "processes": True,
        "dashboard_address": None,
    }
    runner = DaskTaskRunner(address=address) if address else DaskTaskRunner(cluster_kwargs=here)
    try:
        with runner:
            meet_workers(runner, address)
            yield runner
    except KilledWorker as error:
        found = "the same pages ended several workers of the cluster, one after the other"
        raise CountyEducationError("reading", found, remedy=AGAIN) from error


def meet_workers(runner: Any, address: str | None) -> None:
    """Connect, and wait for the first worker. Raises CountyEducationError where there is none."""
    try:
        client = runner.client
    except OSError as error:
        raise CountyEducationError(
            RUNNER, f"no Dask scheduler answers at {address}", "one: `dask scheduler`"
        ) from error
    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
    except TimeoutError as error:
        raise CountyEducationError(
            RUNNER, f"the cluster at {address} has no worker", f"one: `dask worker {address}`"
        ) from error


def _child(level: int) -> None:
    """Prepare a process that reads: Ctrl-C is for the one that started it, and it ends with that one."""
    end_with_parent()
    logging.getLogger(TASK_RUNS).setLevel(level)
    say_failures_plainly()
