"""A whole question ends in time, however its steps are spread."""

from __future__ import annotations

import threading

import httpcore
import pytest

from tasks.fetch.timed import Budget, TimedStream, TooSlowError
from tests.local_site import Clock


class Dripping(httpcore.NetworkStream):
    """Gives a byte a second, by the clock of the test; waits no longer than it may."""

    def __init__(self, clock: Clock, seconds: float = 1.0) -> None:
        self.clock = clock
        self.seconds = seconds
        self.limits: list[float | None] = []

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        assert max_bytes > 0
        self.limits.append(timeout)
        if timeout is not None and timeout < self.seconds:
            self.clock.now += timeout
            raise httpcore.ReadTimeout
        self.clock.now += self.seconds
        return b"x"


def test_without_a_question_under_way_a_step_has_its_own_limit() -> None:
    clock = Clock()
    below = Dripping(clock)
    TimedStream(below, Budget(clock)).read(10, 7.0)
    TimedStream(below, Budget(clock)).read(10)
    assert below.limits == [7.0, None]


def test_steps_end_with_the_time_of_the_whole() -> None:
    clock = Clock()
    budget = Budget(clock)
    below = Dripping(clock)
    stream = TimedStream(below, budget)
    with budget.of(3.5):
        for _ in range(3):
            stream.read(10, 2.0)
        with pytest.raises(TooSlowError):
            stream.read(10, 2.0)
    assert below.limits == [2.0, 2.0, 1.5, 0.5]
    stream.read(10, 2.0)  # the next question has its own time


def test_a_step_that_waits_too_long_by_itself_is_told_as_such() -> None:
    clock = Clock()
    budget = Budget(clock)
    with budget.of(100), pytest.raises(httpcore.ReadTimeout):
        TimedStream(Dripping(clock, 50), budget).read(10, 2.0)


def test_nothing_is_begun_when_the_time_is_over() -> None:
    clock = Clock()
    budget = Budget(clock)
    below = Dripping(clock)
    with budget.of(3):
        clock.now += 3
        for step in (
            lambda: TimedStream(below, budget).read(1),
            lambda: TimedStream(below, budget).write(b"x"),
        ):
            with pytest.raises(TooSlowError):
                step()
    assert below.limits == []


def test_every_thread_has_its_own_time() -> None:
    clock = Clock()
    budget = Budget(clock)
    below = Dripping(clock)
    with budget.of(0.5):
        other = threading.Thread(target=TimedStream(below, budget).read, args=(1, 9.0))
        other.start()
        other.join()
    assert below.limits == [9.0]
