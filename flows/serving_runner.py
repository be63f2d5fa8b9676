"""The runner of `county-education serve`: Prefect's own, which starts each run in a process of its own.

Runs do not overlap, and of several that are due together (the machine slept) one is made: Prefect's limit
of a deployment, with the others cancelled (deployments/README.md, "Runs that overlap").
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, StateType
from prefect.runner import Runner
from prefect.schedules import Cron, Interval
from prefect.states import Cancelled, Crashed
from prefect.types.entrypoint import EntrypointType

from flows.annual import annual
from flows.completed import last_completed
from flows.run_ends import STOPPING
from flows.say import counted, tell
from flows.serving_schedule import CHINA, Schedule

NAME = "serve"
UNDER_WAY = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING, StateType.PAUSED]


async def serve(schedule: Schedule, parameters: dict[str, Any]) -> None:
    """Put the annual flow on the schedule and run it until told to end."""
    runner = Runner(name=NAME, limit=None, pause_on_shutdown=False)
    when = (
        Cron(schedule.cron, timezone=CHINA)
        if schedule.cron is not None
        else Interval(timedelta(seconds=schedule.every or 0), timezone=CHINA)
    )
    deployment = await annual.ato_deployment(
        name=NAME,
        schedule=when,
        parameters=parameters,
        concurrency_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
        entrypoint_type=EntrypointType.MODULE_PATH,
        description="What `county-education serve` runs on this machine.",
    )
    deployment.work_pool_name = None
    deployment.work_queue_name = None
    known = await runner.aadd_deployment(deployment)
    home = Path(parameters["home"])
    now = datetime.now(UTC)
    completed = last_completed(home)
    async with get_client() as client:
        left = await close_left_runs(client, known, now)
        if left:
            tell(f"{counted(left, 'run')} under way when the last `serve` ended: that work is gone on with")
        if schedule.due(None if completed is None else completed.began, now):
            tell("a run is due: the first one here, one that was missed, or one that failed")
            await client.create_flow_run_from_deployment(known)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_stop_in_order(runner))
        await runner.start()


async def _stop_in_order(runner: Runner) -> None:
    """Once the runner has begun, have it end the run under way and itself when it is told to.

    Its own way with SIGTERM in 3.8.8 calls a coroutine that nobody awaits, and leaves at once.
    """
    while not runner.started:
        await asyncio.sleep(0.05)
    told = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
    await told.wait()
    STOPPING.set()
    await runner.astop()


async def close_left_runs(client: PrefectClient, deployment: UUID, now: datetime) -> int:
    """End the runs that nobody works on any more, and cancel those whose time has passed.

    How many were under way. No other runner is there: whoever serves a home holds its lock.
    """
    under_way = 0
    for run in await _runs(client, deployment, UNDER_WAY):
        under_way += run.state_type != StateType.PENDING
        said = "`county-education serve` ended while it was under way."
        await client.set_flow_run_state(run.id, Crashed(message=said), force=True)
    for run in await _runs(client, deployment, [StateType.SCHEDULED]):
        when = run.next_scheduled_start_time or run.expected_start_time
        if when is not None and when < now:
            said = "Its time passed while nobody served; one run is made in place of all that were missed."
            await client.set_flow_run_state(run.id, Cancelled(message=said), force=True)
    return under_way


async def _runs(client: PrefectClient, deployment: UUID, states: list[StateType]) -> list[Any]:
    return await client.read_flow_runs(
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=states))),
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
        limit=200,
    )


def main(told: str) -> None:
    """Serve what `flows.serving.Plan.as_json` says."""
    plan = json.loads(told)
    asyncio.run(serve(Schedule(**plan["schedule"]), plan["parameters"]))


if __name__ == "__main__":
    main(sys.argv[1])
