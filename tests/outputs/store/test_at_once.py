"""Two that publish at once, into one store or one folder, give two good releases."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from indicators.errors import StoreError
from outputs.release.history import latest_release, versions
from outputs.release.publication import Published
from outputs.release.verification import verify
from outputs.store.ledger import become, read_entry
from outputs.store.objects import Objects
from outputs.store.shelf import Shelf
from tests.outputs.release.quick import tables
from tests.outputs.store.stores import Server, everything, faults, latest, memory, publish, states

T = TypeVar("T")


class Pausing(Objects):
    """A store that stops its user before the first call to a path that ends so, and does something else."""

    def __init__(self, objects: Objects, path: str, meanwhile: Callable[[], object]) -> None:
        super().__init__(objects.store, objects.name)
        self.path = path
        self.meanwhile: Callable[[], object] | None = meanwhile

    def call(self, path: str, request: Callable[[], T]) -> T:
        if path.endswith(self.path) and self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        return super().call(path, request)


STOPS = ["probe", "ledger", "ledger/2026.11.0.json", "indicators.parquet", "SHA256SUMS", "latest"]


@pytest.mark.parametrize("stop", STOPS)
@pytest.mark.parametrize("other", [85.0, 86.0])
def test_another_that_publishes_in_the_middle_of_it(tmp_path: Path, stop: str, other: float) -> None:
    objects = memory()
    both: list[Published] = []
    pausing = Pausing(objects, stop, lambda: both.append(publish(tmp_path / "b", objects, other)))
    both.append(publish(tmp_path / "a", pausing, 85.0))
    assert faults(objects) == []
    second, first = both
    if other == 85.0:
        # They say the same, so they are one release.
        assert {first.version, second.version} == {"2026.11.0"}
        assert states(objects) == {"2026.11.0": "complete"}
    else:
        assert {first.version, second.version} == {"2026.11.0", "2026.11.1"}
        assert states(objects) == {"2026.11.0": "complete", "2026.11.1": "complete"}
        assert latest(objects) in {"2026.11.0", "2026.11.1"}
    for result in both:
        assert verify(result.folder) == []


def test_the_newer_of_two_stays_the_latest(tmp_path: Path) -> None:
    objects = memory()
    other: list[Published] = []
    pausing = Pausing(
        objects, "2026.11.0/SHA256SUMS", lambda: other.append(publish(tmp_path / "b", objects, 86.0))
    )
    mine = publish(tmp_path / "a", pausing, 85.0)
    assert (mine.version, other[0].version, latest(objects)) == ("2026.11.0", "2026.11.1", "2026.11.1")
    # The next run of the older one finds nothing new, and names it: it is the release of that run.
    assert publish(tmp_path / "a", objects, 85.0).version == latest(objects) == "2026.11.0"


def test_who_was_given_up_meanwhile_is_refused_and_the_next_run_has_the_next_number(tmp_path: Path) -> None:
    objects = memory()

    def give_up() -> None:
        entry = read_entry(objects, "2026.11.0")
        assert entry is not None
        assert become(objects, entry, "abandoned").state == "abandoned"

    pausing = Pausing(objects, "2026.11.0/SHA256SUMS", give_up)
    with pytest.raises(StoreError, match=r"2026\.11\.0: was given up meanwhile by another.*Run it again"):
        publish(tmp_path / "a", pausing)
    assert latest(objects) is None
    assert publish(tmp_path / "a", objects).version == latest(objects) == "2026.11.1"
    assert faults(objects) == []
    assert not any(path.startswith("2026.11.0/") for path in everything(objects))


@pytest.mark.parametrize("values", [(85.0, 85.0), (85.0, 86.0), (85.0, 86.0, 87.0, 86.0)])
def test_many_at_once_over_http(server: Server, tmp_path: Path, values: tuple[float, ...]) -> None:
    for value in values:
        tables(value)
    start = threading.Barrier(len(values))

    def run(number: int) -> Published:
        start.wait()
        return publish(tmp_path / f"{number}", server.objects(), values[number], workers=4)

    with ThreadPoolExecutor(len(values)) as pool:
        results = list(pool.map(run, range(len(values))))
    objects = server.objects()
    assert faults(objects) == []
    whole = {version for version, state in states(objects).items() if state == "complete"}
    assert {result.version for result in results} == whole
    assert latest(objects) in whole
    assert len(whole) >= len(set(values))
    for number, result in enumerate(results):
        assert result.folder.parent == tmp_path / f"{number}"
        assert verify(result.folder) == []


def in_a_process(releases: Path, value: float, start: object) -> None:
    start.wait()  # type: ignore[attr-defined]
    publish(releases, None, value)


@pytest.mark.parametrize("values", [(85.0, 86.0, 85.0)])
def test_many_processes_at_once_in_one_folder(tmp_path: Path, values: tuple[float, ...]) -> None:
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(len(values))
    processes = [
        context.Process(target=in_a_process, args=(tmp_path / "releases", value, start)) for value in values
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * len(values)
    made = versions(tmp_path / "releases")
    assert made == [("2026.11", number) for number in range(len(set(values)))]
    for month, number in made:
        assert verify(tmp_path / "releases" / f"{month}.{number}") == []
    assert latest_release(tmp_path / "releases") is not None


def test_a_store_that_passes_over_conditions_is_refused(tmp_path: Path) -> None:
    class Careless(Objects):
        def create(self, path: str, content: bytes) -> bool:
            self.overwrite(path, content)
            return True

    objects = Careless(memory().store, "s3://careless")
    with pytest.raises(StoreError, match="passes over the conditions of a put"):
        publish(tmp_path, Shelf(objects))
    assert everything(objects) == {}
    assert versions(tmp_path) == []
