"""What is put into a store, what of a home and its store has to agree, and what is cleaned up."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from indicators.errors import StoreError
from outputs.release.history import latest_release
from outputs.store.objects import Objects
from outputs.store.shelf import Shelf
from tests.outputs.store.stores import (
    Dying,
    Killed,
    Server,
    everything,
    faults,
    latest,
    memory,
    publish,
    states,
)

T = TypeVar("T")


def test_a_release_is_in_the_store_as_it_is_in_the_folder(server: Server, tmp_path: Path) -> None:
    objects = server.objects()
    result = publish(tmp_path, objects, workers=8)
    assert (result.version, result.new, latest(objects)) == ("2026.11.0", True, "2026.11.0")
    files = {
        f"2026.11.0/{path.relative_to(result.folder).as_posix()}": path.read_bytes()
        for path in result.folder.rglob("*")
        if path.is_file()
    }
    there = everything(objects)
    assert {path: content for path, content in there.items() if path.startswith("2026")} == files
    assert set(there) - set(files) == {"latest", "ledger/2026.11.0.json"}
    puts = [request.partition("/releases/")[2] for request in server.requests if request.startswith("PUT")]
    # SHA256SUMS is the last of the files, then the release is one, then it is named.
    assert puts[-3:] == ["2026.11.0/SHA256SUMS", "ledger/2026.11.0.json", "latest"]


def test_nothing_new_changes_nothing_in_the_store(tmp_path: Path) -> None:
    objects = memory()
    publish(tmp_path, objects)
    before = everything(objects)
    again = publish(tmp_path, objects)
    assert (again.version, again.new) == ("2026.11.0", False)
    assert everything(objects) == before


def test_an_older_content_is_named_again(tmp_path: Path) -> None:
    objects = memory()
    publish(tmp_path, objects, 85.0)
    publish(tmp_path, objects, 86.0)
    assert publish(tmp_path, objects, 85.0).version == latest(objects) == "2026.11.0"
    assert set(states(objects)) == {"2026.11.0", "2026.11.1"}


def test_what_was_made_before_there_was_a_store_is_put_there_with_its_number(tmp_path: Path) -> None:
    objects = memory()
    publish(tmp_path, None, 85.0)
    made = publish(tmp_path, None, 86.0)
    put = publish(tmp_path, objects, 86.0)
    assert (put.folder, put.new, latest(objects)) == (made.folder, False, "2026.11.1")
    assert states(objects) == {"2026.11.1": "complete"}, "only what was asked for"
    assert publish(tmp_path, objects, 87.0).version == "2026.11.2"
    assert faults(objects) == []


def test_what_is_damaged_here_is_not_put(tmp_path: Path) -> None:
    objects = memory()
    made = publish(tmp_path, None)
    (made.folder / "form.csv").write_text("changed")
    assert publish(tmp_path, objects).version == "2026.11.1"
    assert states(objects) == {"2026.11.1": "complete"}
    assert faults(objects) == []


def test_a_new_home_goes_on_from_the_store(tmp_path: Path) -> None:
    objects = memory()
    publish(tmp_path / "a", objects, 85.0)
    publish(tmp_path / "a", objects, 86.0)
    result = publish(tmp_path / "b", objects, 87.0)
    assert result.version == "2026.11.2"
    # The newest is brought here, to tell the changes against it; the others are not wanted.
    assert sorted(p.name for p in (tmp_path / "b").glob("2026*")) == ["2026.11.1", "2026.11.2"]


def test_a_home_of_another_history_is_refused(tmp_path: Path) -> None:
    objects = memory()
    publish(tmp_path / "a", objects, 85.0)
    mine = publish(tmp_path / "b", None, 86.0).folder
    before = everything(objects)
    with pytest.raises(StoreError) as caught:
        publish(tmp_path / "b", objects, 87.0)
    said = f"s3://memory/2026.11.0: is another release than {mine}; expected one history of releases"
    assert str(caught.value).startswith(said)
    assert "another --home" in str(caught.value)
    assert everything(objects) == before
    assert sorted(p.name for p in (tmp_path / "b").glob("2026*")) == ["2026.11.0"]
    shutil.move(mine, tmp_path / "away")
    assert publish(tmp_path / "b", objects, 87.0).version == "2026.11.1"


def test_what_came_there_by_other_means_is_left_alone(tmp_path: Path) -> None:
    objects = memory()
    objects.overwrite("2026.11.4/form.csv", b"a copy of somebody")
    objects.overwrite("notes/a.txt", b"notes")
    assert publish(tmp_path, objects).version == "2026.11.5"
    assert everything(objects)["2026.11.4/form.csv"] == b"a copy of somebody"
    assert everything(objects)["notes/a.txt"] == b"notes"


class Spoiling(Objects):
    """A store that keeps other bytes than it was given for one file, once."""

    def create(self, path: str, content: bytes) -> bool:
        return super().create(path, b"rotten" if path == "2026.11.0/form.csv" else content)


def test_what_does_not_come_back_as_it_was_put_is_given_up(tmp_path: Path) -> None:
    objects = memory()
    with pytest.raises(StoreError, match=r"2026\.11\.0/form\.csv: is not what was put there.*run it again"):
        publish(tmp_path, Spoiling(objects.store, objects.name))
    assert latest(objects) is None
    assert states(objects) == {"2026.11.0": "abandoned"}
    assert not any(path.startswith("2026") for path in everything(objects)), "what was put is removed"
    result = publish(tmp_path, objects)
    assert (result.version, latest(objects)) == ("2026.11.1", "2026.11.1")
    assert faults(objects) == []


def test_a_file_of_somebody_else_in_the_middle_is_found(tmp_path: Path) -> None:
    objects = memory()

    class Adding(Objects):
        def create(self, path: str, content: bytes) -> bool:
            if path.endswith("SHA256SUMS"):
                objects.overwrite("2026.11.0/notes.txt", b"mine")
            return super().create(path, content)

    with pytest.raises(StoreError, match=r"2026\.11\.0/notes\.txt: is not what was put there"):
        publish(tmp_path, Adding(objects.store, objects.name))
    assert latest(objects) is None


def killed_at(objects: Objects, home: Path, ending: str, value: float) -> None:
    """Publish, and be killed before the first call to a path that ends so."""

    class Gone(Objects):
        def call(self, path: str, request: Callable[[], T]) -> T:
            if path.endswith(ending):
                raise Killed
            return super().call(path, request)

    with pytest.raises(Killed):
        publish(home, Gone(objects.store, objects.name), value)


def test_what_another_home_left_is_removed_after_a_day_and_not_before(tmp_path: Path) -> None:
    objects = memory()
    killed_at(objects, tmp_path / "a", "SHA256SUMS", 85.0)
    assert publish(tmp_path / "b", objects, 86.0).version == "2026.11.1"
    assert states(objects)["2026.11.0"] == "writing"
    patient = Shelf(objects, silent=timedelta(0))
    assert publish(tmp_path / "b", patient, 87.0).version == "2026.11.2"
    assert states(objects)["2026.11.0"] == "abandoned"
    assert not any(path.startswith("2026.11.0/") for path in everything(objects))
    # The one who was thought dead comes back: its number is gone, and it gets another.
    assert publish(tmp_path / "a", objects, 85.0).version == "2026.11.3"
    assert faults(objects) == []


def test_what_comes_late_into_an_abandoned_version_is_removed_by_the_next(tmp_path: Path) -> None:
    objects = memory()
    killed_at(objects, tmp_path / "a", "SHA256SUMS", 85.0)
    publish(tmp_path / "b", Shelf(objects, silent=timedelta(0)), 86.0)
    objects.overwrite("2026.11.0/form.csv", b"late")
    publish(tmp_path / "b", objects, 86.0)
    assert not any(path.startswith("2026.11.0/") for path in everything(objects))
    assert faults(objects) == []


def test_a_ledger_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    objects = memory()
    publish(tmp_path, objects)
    for text in (b"{", b"[]", b'{"version": "2026.11.1", "state": "complete"}', b"\xff"):
        objects.overwrite("ledger/2026.11.0.json", text)
        with pytest.raises(StoreError, match=r"ledger/2026\.11\.0\.json: is no entry of a release"):
            publish(tmp_path, objects)


def test_a_store_that_fails_half_way_leaves_the_release_here_and_says_so(
    server: Server, tmp_path: Path
) -> None:
    server.fault = lambda environ: (
        ("403 Forbidden", b"") if environ["PATH_INFO"].endswith("regions.parquet") else None
    )
    with pytest.raises(StoreError) as caught:
        publish(tmp_path, server.objects(), workers=8)
    assert str(caught.value).endswith(
        f"The release is in {tmp_path}/2026.11.0; run it again to put it into the store."
    )
    assert latest_release(tmp_path) == tmp_path / "2026.11.0"
    assert latest(server.objects()) is None
    server.fault = lambda _: None
    again = publish(tmp_path, server.objects(), workers=8)
    assert (again.version, again.new, latest(server.objects())) == ("2026.11.0", False, "2026.11.0")
    assert faults(server.objects()) == []


def test_a_call_whose_answer_is_lost_is_made_again(server: Server, tmp_path: Path) -> None:
    """The store did it, and the connection broke before it said so: the second try finds it done."""
    lost: set[str] = set()

    def lose(environ: dict[str, object]) -> tuple[str, bytes] | None:
        request = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        if environ["REQUEST_METHOD"] == "PUT" and request not in lost and "probe" not in request:
            lost.add(request)
            list(server.answer(environ, lambda *_: None))
            return ("500 Internal Server Error", b"")
        return None

    server.fault = lose
    result = publish(tmp_path, server.objects(), workers=8)
    assert result.version == "2026.11.0"
    server.fault = lambda _: None
    assert len(lost) > 15
    assert (latest(server.objects()), states(server.objects())) == ("2026.11.0", {"2026.11.0": "complete"})
    assert faults(server.objects()) == []


def test_two_kills_after_one_another(tmp_path: Path) -> None:
    objects = memory()
    killed_at(objects, tmp_path, "indicators.parquet", 85.0)
    with pytest.raises(Killed):
        publish(tmp_path, Dying(objects, 20, after=True), 86.0)
    assert publish(tmp_path, objects, 87.0).version == latest(objects)
    assert faults(objects) == []
    assert states(objects)["2026.11.0"] == "complete"
