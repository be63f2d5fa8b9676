"""PostgreSQL, Prefect's server and a worker, set up as deployments/README.md says: two minutes and a half.

What the manual has in its blocks is run as it stands there, and services are started as their unit files
say, in a folder in place of /var/lib/county-education.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.deployments import manual
from tests.deployments.machine import Machine, new_machine
from tests.local_site import Reply, running_site

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="processes are found by /proc"
)

REPORTS = manual.DEPLOYMENTS / "sample/reports"
PAGE = """\
[[page]]
id = "{id}"
address = "{address}"
"""
SILENT = 60
"""Seconds after which a silent run is given up here, in place of the ten minutes of the manual."""


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    """A machine on which sections 3 to 7 of the manual were carried out."""
    # PostgreSQL's own user must get there, and the path of a socket is short
    home = Path(tempfile.mkdtemp(prefix="county-education-", dir="/tmp"))
    home.chmod(0o711)
    more = {
        "COUNTY_EDUCATION_ALLOW": "127.0.0.0/8",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
        "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "3",
        "PREFECT_WORKER_QUERY_SECONDS": "2",
    }
    try:
        with new_machine(home, **more) as made:
            made.as_postgres(manual.block("3. The database", "root"))
            made.as_user(manual.block("4. The environment"))
            made.settle()
            made.start("server")
            text = (manual.DEPLOYMENTS / "silent-runs.yaml").read_text(encoding="utf-8")
            (home / "silent-runs.yaml").write_text(text.replace("within: 600", f"within: {SILENT}"))
            schedule = manual.block("6. The schedule")
            made.as_user(schedule.replace("deployments/silent-runs.yaml", "~/silent-runs.yaml"))
            made.start("worker")
            yield made
    finally:
        shutil.rmtree(home)


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by their paths."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != ".lock"
    }


def test_the_page_knows_the_schedule_and_explains_the_parameters(machine: Machine) -> None:
    daily = machine.ask("GET", "/deployments/name/annual/daily")
    (schedule,) = daily["schedules"]
    assert schedule["active"]
    assert schedule["schedule"]["timezone"] == "Asia/Shanghai"
    assert schedule["schedule"]["cron"] == "30 3 * * *"
    assert daily["global_concurrency_limit"]["limit"] == 1
    assert daily["concurrency_options"]["collision_strategy"] == "ENQUEUE"
    assert daily["parameters"] == {"sources": ["deployments/sources.toml"], "fetch": True}
    assert daily["version"], "which code it is"
    assert str(manual.ROOT) not in str(daily["pull_steps"]), "a clone may lie anywhere"
    explained = daily["parameter_openapi_schema"]["properties"]
    assert all(len(each.get("description", "")) > 20 for each in explained.values()), explained
    flow = machine.ask("GET", f"/flows/{daily['flow_id']}")
    assert flow["name"] == "annual"


def test_runs_are_planned_for_the_early_morning_of_shanghai(machine: Machine) -> None:
    def planned() -> set[str]:
        """The hours at which runs are due, by UTC."""
        runs = machine.ask(
            "POST", "/flow_runs/filter", {"flow_runs": {"state": {"name": {"any_": ["Scheduled"]}}}}
        )
        return {run["expected_start_time"][11:16] for run in runs if run["auto_scheduled"]}

    machine.until(lambda: planned() == {"19:30"}, "runs are planned for 3:30 in Shanghai")


def test_the_first_run_of_the_manual_completes_and_its_page_has_log_and_summary(machine: Machine) -> None:
    pages = machine.home / "pages"
    pages.mkdir()
    for name in ("liucheng-2019.html", "dushan-2018.txt"):
        shutil.copy(REPORTS / name, pages)
    first, *rest = manual.blocks("7. The worker")
    assert not rest
    keep = first.replace("rm -r ~/try\n", "").replace("deployments/sample/sources.toml", str(pages))
    assert keep != first
    assert "Completed" in machine.as_user(keep)
    done = {"state": {"name": {"any_": ["Completed"]}}, "parent_task_run_id": {"is_null_": True}}
    (run,) = machine.ask("POST", "/flow_runs/filter", {"flow_runs": done})
    assert (machine.home / "try/releases/latest").read_text() == next(
        f"{each.name}\n" for each in (machine.home / "try/releases").iterdir() if each.is_dir()
    )
    log = machine.log(run["id"])
    assert {"collecting…", "reading, in 1 batch…", "publishing…"} <= set(log)
    (summary,) = machine.ask(
        "POST", "/artifacts/filter", {"artifacts": {"key": {"any_": ["annual-release"]}}}
    )
    assert summary["flow_run_id"] == run["id"]
    assert "- Pages read: 2 of 2" in summary["data"]


def test_a_machine_that_lost_its_power_in_a_run_goes_on_and_ends_with_the_same_bytes(
    machine: Machine,
) -> None:
    go_on = threading.Event()
    names = ("liucheng-2019.html", "zhongyang-2020.html", "juxian-2024.html")
    plain = [Reply((REPORTS / name).read_bytes()) for name in names]

    def held(handler: BaseHTTPRequestHandler) -> None:
        go_on.wait()
        plain[1](handler)

    with running_site() as site:
        try:
            site.pages |= {"/0.html": plain[0], "/1.html": held, "/2.html": plain[2]}
            registry = machine.home / "sources.toml"
            registry.write_text(
                "\n".join(PAGE.format(id=f"p{n}", address=site.address(f"/{n}.html")) for n in range(3))
            )
            killed = machine.run(sources=[str(registry)])
            machine.until(lambda: "/1.html" in site.paths(), "the second page is asked for")
            assert machine.state(killed) == "Running"
            machine.kill("worker", "server")
            machine.postgres.cut_off()
        finally:
            go_on.set()

        machine.postgres.start()
        machine.start("server")
        machine.start("worker")
        assert machine.state(killed) == "Running", "nobody could say that it is not"
        after = machine.run(sources=[str(registry)])
        machine.until(lambda: machine.state(after) == "AwaitingConcurrencySlot", "the next run waits")
        assert machine.ended(killed) == "Crashed"
        assert machine.ended(after) == "Completed", machine.story(after)
        assert "data@example.org" in site.asked[0].headers["user-agent"]
    assert site.paths() == ["/0.html", "/1.html", "/1.html", "/2.html"], "what was fetched is not asked again"

    undisturbed = machine.home / "undisturbed"
    for folder in ("ledger", "snapshots"):
        shutil.copytree(machine.data / folder, undisturbed / folder)
    beside = machine.run(sources=[str(registry)], home=str(undisturbed), fetch=False)
    assert machine.ended(beside) == "Completed", machine.story(beside)
    releases = tree(machine.data / "releases")
    assert any(path.endswith("site/index.html") for path in releases)
    assert releases == tree(undisturbed / "releases")


def test_what_was_saved_makes_another_machine(machine: Machine) -> None:
    for folder in ("ledger", "snapshots", "releases"):
        (machine.data / folder).mkdir(parents=True, exist_ok=True)
    before = tree(machine.data / "snapshots") | tree(machine.data / "releases")
    machine.as_user(manual.block("Backups"))
    machine.kill("worker", "server")
    (machine.home / "data").rename(machine.home / "lost")
    machine.as_user("PGUSER=postgres dropdb prefect")
    machine.as_postgres(manual.block("3. The database", "root").splitlines()[1])
    machine.as_user(f"set +u\n{manual.block('Moving to another machine')}")
    assert tree(machine.data / "snapshots") | tree(machine.data / "releases") == before
    machine.start("server")
    assert machine.ask("GET", "/deployments/name/annual/daily")["schedules"]
    (automation,) = machine.ask("POST", "/automations/filter", {})
    assert automation["enabled"]


def test_sources_of_ones_own_are_deployed_in_the_place_of_those_that_ship(machine: Machine) -> None:
    machine.as_user(manual.block("Your own sources"))
    daily = machine.ask("GET", "/deployments/name/annual/daily")
    assert daily["parameters"]["sources"] == [f"{machine.home}/registry/sources.toml"]
    assert len(daily["schedules"]) == 1
