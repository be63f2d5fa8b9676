"""Whatever publishers do, in whatever order, killed wherever: the store is sound, and no release changes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.errors import StoreError
from outputs.store.objects import Objects
from outputs.store.shelf import SILENT, Shelf
from tests.outputs.store.stores import Killed, everything, faults, latest, memory, publish, states

T = TypeVar("T")


@dataclass
class Step:
    """A run: of which home, with which figure, and what happens at its call number `at`.

    then     killed before it, or others run first; or nothing
    hasty    gives up at once what others have not finished, as if a day had gone by
    """

    home: int
    value: float
    at: int
    then: str
    hasty: bool


@dataclass
class World:
    """A store, the runs that are still to come, and the releases that were seen to be whole."""

    place: Path
    coming: list[Step]
    objects: Objects = field(default_factory=memory)
    running: set[int] = field(default_factory=set)
    whole: dict[str, dict[str, bytes]] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)

    def next_run(self) -> bool:
        """Run the next of the coming ones whose home is not at work, if there is one."""
        step = next((step for step in self.coming if step.home not in self.running), None)
        if step is None:
            return False
        self.coming.remove(step)
        self.running.add(step.home)
        store = Shelf(Interrupted(self, step), workers=1, silent=timedelta(0) if step.hasty else SILENT)
        try:
            with suppress(Killed):
                publish(self.place / f"{step.home}", store, step.value)
        except StoreError as error:
            self.refusals.append(str(error))
        finally:
            self.running.remove(step.home)
        self.look()
        return True

    def look(self) -> None:
        """The store is sound, and what was whole before is there as it was."""
        assert faults(self.objects) == []
        there = everything(self.objects)
        for version, files in self.whole.items():
            assert {path: there.get(path) for path in files} == files, version
        for version, state in states(self.objects).items():
            if state == "complete":
                files = {path: there[path] for path in there if path.startswith(f"{version}/")}
                assert self.whole.setdefault(version, files) == files


class Interrupted(Objects):
    """The store as a run sees it: at one call it is killed, or others run first."""

    def __init__(self, world: World, step: Step) -> None:
        super().__init__(world.objects.store, world.objects.name)
        self.world = world
        self.step = step
        self.calls = 0

    def call(self, path: str, request: Callable[[], T]) -> T:
        number, self.calls = self.calls, self.calls + 1
        if self.step.then == "killed" and number >= self.step.at:
            raise Killed
        if self.step.then == "others first" and number == self.step.at:
            while self.world.next_run():
                pass
        return super().call(path, request)


STEPS = st.builds(
    Step,
    home=st.integers(0, 2),
    value=st.sampled_from([85.0, 86.0, 87.0]),
    at=st.integers(0, 60),
    then=st.sampled_from(["nothing", "killed", "others first"]),
    hasty=st.booleans(),
)


@settings(max_examples=30)
@given(st.lists(STEPS, min_size=2, max_size=6))
def test_any_order_of_runs_leaves_a_sound_store(steps: list[Step]) -> None:
    place = Path(tempfile.mkdtemp())
    steps_before = list(steps)
    try:
        world = World(place, steps)
        while world.next_run():
            pass
        # A run is refused only where another gave its version up, and is told what to do.
        assert all("given up meanwhile" in said and "Run it again" in said for said in world.refusals)
        assert world.refusals == [] or any(step.hasty for step in steps_before)
        # One who is left in peace has a release in the end, whatever the others have left.
        last = publish(place / "last", world.objects, 88.0)
        world.look()
        assert latest(world.objects) == last.version
        assert states(world.objects)[last.version] == "complete"
    finally:
        shutil.rmtree(place)
