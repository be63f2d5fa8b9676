"""A publisher killed at any call to the store leaves a sound store, and the next run puts it right."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from outputs.release.history import versions
from outputs.store.objects import Objects
from tests.outputs.store import stores
from tests.outputs.store.stores import (
    Dying,
    Killed,
    Server,
    copied,
    everything,
    faults,
    latest,
    memory,
    publish,
    states,
)

ROOT = Path(__file__).parents[3]


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Path, Objects, int]:
    """A home and its store with a release in both, and how many calls to the store the next one takes."""
    home, objects = tmp_path / "home", memory()
    publish(home, objects)
    counting = Dying(copied(objects), 1 << 30, after=False)
    publish(shutil.copytree(home, tmp_path / "count"), counting, 86.0)
    assert counting.calls > 40, "a call for each file there and back, and those of the ledger"
    return home, objects, counting.calls


@pytest.mark.parametrize("after", [False, True])
def test_a_publisher_killed_at_any_call_leaves_a_sound_store(
    begun: tuple[Path, Objects, int], after: bool, tmp_path: Path
) -> None:
    home, objects, calls = begun
    before = everything(objects)
    del before["latest"]
    for at in range(calls):
        here = shutil.copytree(home, tmp_path / f"{at}")
        there = copied(objects)
        with pytest.raises(Killed):
            publish(here, Dying(there, at, after=after), 86.0)
        assert faults(there) == [], at
        # What was there stands as it was, whatever happened.
        assert before.items() <= everything(there).items(), at

        for whose, next_home in {"the same home": here, "another": tmp_path / f"{at}-other"}.items():
            again = copied(there)
            result = publish(next_home, again, 86.0)
            assert (result.version, latest(again)) == ("2026.11.1", "2026.11.1"), (at, whose)
            assert states(again) == {"2026.11.0": "complete", "2026.11.1": "complete"}, (at, whose)
            assert faults(again) == [], (at, whose)
            names = {path.split("/")[0] for path in everything(again)}
            assert names == {"2026.11.0", "2026.11.1", "ledger", "latest"}, (at, whose)


@pytest.mark.parametrize("after", [False, True])
def test_what_was_killed_is_finished_by_the_next_run_of_the_home_though_that_says_something_else(
    begun: tuple[Path, Objects, int], after: bool, tmp_path: Path
) -> None:
    home, objects, calls = begun
    finished = 0
    for at in range(calls):
        here = shutil.copytree(home, tmp_path / f"{at}")
        there = copied(objects)
        with pytest.raises(Killed):
            publish(here, Dying(there, at, after=after), 86.0)
        result = publish(here, there, 87.0)
        assert faults(there) == [], at
        assert latest(there) == result.version, at
        made_here = (here / "2026.11.1").is_dir() and result.version == "2026.11.2"
        claimed = states(there).get("2026.11.1")
        # A number claimed just before the release was made here stays claimed, and is nobody's.
        assert claimed == ("complete" if made_here or result.version == "2026.11.1" else "writing"), at
        finished += made_here
    assert finished > calls / 2


def test_over_http_too(server: Server, tmp_path: Path) -> None:
    home = tmp_path / "home"
    publish(home, None)
    counting = Dying(server.objects("count"), 1 << 30, after=False)
    publish(tmp_path / "count", counting, 85.0)
    for at in range(3, counting.calls, 7):
        here, objects = shutil.copytree(home, tmp_path / f"{at}"), server.objects(f"{at}")
        with pytest.raises(Killed):
            publish(here, Dying(objects, at, after=True), workers=8)
        assert faults(objects) == [], at
        result = publish(here, objects, workers=8)
        assert (result.version, latest(objects), states(objects)) == (
            "2026.11.0",
            "2026.11.0",
            {"2026.11.0": "complete"},
        ), at
        assert faults(objects) == [], at
        assert versions(here) == [("2026.11", 0)]


KILLED = """
import os, sys
from pathlib import Path
from flows.settings import open_objects
from outputs.store.addresses import parse_address
from outputs.store.objects import Objects
from outputs.store.shelf import Shelf
from tests.outputs.store.stores import publish

def call(self, path, request, whole=Objects.call):
    if path.endswith(sys.argv[3]):
        if sys.argv[4] == "after":
            whole(self, path, request)
        os._exit(9)
    return whole(self, path, request)

Objects.call = call
publish(Path(sys.argv[1]), Shelf(open_objects(parse_address(sys.argv[2]))))
"""


@pytest.mark.parametrize(("path", "moment"), [("0/indicators.parquet", "before"), ("latest", "after")])
def test_a_process_that_is_gone_at_once(server: Server, tmp_path: Path, path: str, moment: str) -> None:
    address = f"s3://{stores.BUCKET}/releases"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "home"), address, path, moment],
        cwd=ROOT,
        env=os.environ | server.environment,
        check=False,
    )
    assert done.returncode == 9
    objects = server.objects()
    assert faults(objects) == []
    assert publish(tmp_path / "home", objects).version == "2026.11.0"
    assert faults(objects) == []
    assert latest(objects) == "2026.11.0"
