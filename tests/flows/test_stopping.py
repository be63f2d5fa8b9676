"""A run is stopped by the first signal, and what follows does not break what the first has begun."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from flows.stopping import SIGNALS, Stopped, stoppable


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number in SIGNALS:  # whoever runs the tests may have it ignored, as nohup does
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
def test_the_first_signal_stops_and_the_second_is_not_heard(
    number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    reached: list[str] = []

    def run() -> None:
        with stoppable():
            try:
                signal.raise_signal(number)
            finally:
                for each in SIGNALS:
                    signal.raise_signal(each)
                reached.append("the end of what was begun")

    with pytest.raises(Stopped) as caught:
        run()
    assert reached
    assert caught.value.code == 128 + number
    signal.raise_signal(signal.SIGINT)  # not heard either: the process is ending
    assert capsys.readouterr().err == "stopping…\n"


def test_a_stop_that_something_swallowed_is_raised_at_the_end() -> None:
    reached: list[str] = []

    def run() -> None:
        with stoppable():
            with suppress(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
            reached.append("the end")

    with pytest.raises(Stopped):
        run()
    assert reached


def test_without_a_signal_everything_is_as_before() -> None:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    within: list[object] = []

    def run() -> None:
        with stoppable():
            within.append(signal.getsignal(signal.SIGINT))
            raise ValueError("a fault")

    with pytest.raises(ValueError, match="a fault"):
        run()
    assert within != [before[signal.SIGINT]]
    assert {number: signal.getsignal(number) for number in SIGNALS} == before


def test_a_signal_that_was_ignored_stays_so() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with stoppable():
        signal.raise_signal(signal.SIGHUP)


def test_outside_the_main_thread_nothing_is_changed() -> None:
    before = signal.getsignal(signal.SIGINT)
    seen: list[object] = []

    def run() -> None:
        with stoppable():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert seen == [before]
