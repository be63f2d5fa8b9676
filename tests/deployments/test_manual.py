"""The manual of the server and its files, as far as it can be looked at without a server."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from flows.serving_schedule import CHINA, Schedule
from tests.deployments import manual


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("name", ["server", "worker"])
def test_systemd_understands_the_units(name: str, tmp_path: Path) -> None:
    program = tmp_path / "code/.venv/bin/prefect"
    program.parent.mkdir(parents=True)
    program.touch(mode=0o755)
    unit = tmp_path / f"county-education-{name}.service"
    unit.write_text(manual.unit(name).text.replace(manual.PLACE, str(tmp_path)))
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_units_and_environment_lie_where_the_manual_says() -> None:
    text = manual.MANUAL.read_text(encoding="utf-8")
    environment = manual.settings((manual.DEPLOYMENTS / "environment.example").read_text(encoding="utf-8"))
    for name in ("server", "worker"):
        unit = manual.unit(name)
        assert unit.folder == environment["COUNTY_EDUCATION_CODE"] == f"{manual.PLACE}/code"
        assert unit.environment == f"{manual.PLACE}/environment"
        assert unit.command[0] == f"{unit.folder}/.venv/bin/prefect"
        assert f"county-education-{name}" in text
    assert f"--home {manual.PLACE} " in text, "the user's home is where all of it lies"
    assert environment["PREFECT_SERVER_API_HOST"] == "127.0.0.1"
    assert environment["PREFECT_API_URL"].startswith("http://127.0.0.1:")


def test_shell_and_systemd_read_the_same_environment(tmp_path: Path) -> None:
    file = manual.DEPLOYMENTS / "environment.example"
    told = subprocess.run(
        ["sh", "-c", f"set -a; . '{file}'; env"], capture_output=True, text=True, check=True, env={}
    ).stdout
    assert manual.settings(file.read_text(encoding="utf-8")).items() <= manual.settings(told).items()


def test_the_pool_of_worker_manual_and_deployment_is_one() -> None:
    config = yaml.safe_load((manual.DEPLOYMENTS / "prefect.yaml").read_text(encoding="utf-8"))
    pools = {each["work_pool"]["name"] for each in config["deployments"]}
    command = manual.unit("worker").command
    assert pools == {command[command.index("--pool") + 1]}
    assert f"prefect work-pool create {pools.pop()} --type process" in manual.block("6. The schedule")


def test_a_server_runs_at_the_same_time_as_serve_and_the_manual_says_when() -> None:
    config = yaml.safe_load((manual.DEPLOYMENTS / "prefect.yaml").read_text(encoding="utf-8"))
    ((schedule,),) = (each["schedules"] for each in config["deployments"])
    assert (schedule["cron"], schedule["timezone"]) == (Schedule().cron, CHINA)
    text = manual.MANUAL.read_text(encoding="utf-8")
    assert text.count(f"{Schedule().hour}:{Schedule().minute} by the clock of Shanghai") == 2


def test_every_file_that_the_manual_names_is_there() -> None:
    text = manual.MANUAL.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    links += [
        name.removeprefix("deployments/") for name in re.findall(r"deployments/[\w./-]+\.(?:yaml|toml)", text)
    ]
    assert len(links) > 5
    for link in links:
        assert (manual.DEPLOYMENTS / link).exists(), link


@pytest.mark.parametrize("name", ["prefect.yaml", "silent-runs.yaml", "environment.example"])
def test_no_path_of_this_machine_is_in_a_file(name: str) -> None:
    text = (manual.DEPLOYMENTS / name).read_text(encoding="utf-8")
    paths = re.findall(r"(?<![\w:/.$~])/\w[\w./-]*", text)
    assert all(
        path.startswith((manual.PLACE, "/var/run/postgresql", "/prefect", "/dev/null")) for path in paths
    ), paths
