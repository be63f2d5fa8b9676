"""What the setting of the runner may be, and what is said of anything else."""

from __future__ import annotations

import pytest

from flows import runner_choice
from flows.runner_choice import RunnerChoice, cores, parse_runner
from flows.settings import runner_named
from indicators.errors import CountyEducationError


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        (None, None),
        ("", None),
        ("threads", RunnerChoice("threads")),
        ("processes", RunnerChoice("processes")),
        ("dask", RunnerChoice("dask")),
        ("dask:", RunnerChoice("dask")),
        ("dask:tcp://10.0.0.7:8786", RunnerChoice("dask", "tcp://10.0.0.7:8786")),
        ("dask:tls://cluster:8786", RunnerChoice("dask", "tls://cluster:8786")),
        ("dask:cluster:8786", RunnerChoice("dask", "tcp://cluster:8786")),
        ("dask:tcp://[::1]:8786", RunnerChoice("dask", "tcp://[::1]:8786")),
    ],
)
def test_a_runner_is_named_by_a_word_and_dask_with_its_scheduler(
    text: str | None, choice: RunnerChoice | None
) -> None:
    assert parse_runner(text) == choice


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("thread", "'thread' is no runner; expected threads, processes, dask, or dask:tcp://HOST:PORT"),
        ("Dask", "'Dask' is no runner"),
        ("processes:4", "'processes:4' is no runner"),
        ("tcp://host:8786", "'tcp://host:8786' is no runner"),
        ("dask:host", "'dask:host' names no scheduler; expected dask:tcp://HOST:PORT"),
        ("dask:tcp://host", "'dask:tcp://host' names no scheduler"),
        ("dask:http://host:80", "'dask:http://host:80' names no scheduler"),
        ("dask:tcp://host:many", "'dask:tcp://host:many' names no scheduler"),
        ("dask:tcp://host:99999", "'dask:tcp://host:99999' names no scheduler"),
        ("dask:tcp://host:8786/path", "'dask:tcp://host:8786/path' names no scheduler"),
    ],
)
def test_what_is_no_runner_is_named_with_what_was_expected(text: str, said: str) -> None:
    with pytest.raises(CountyEducationError) as caught:
        parse_runner(text)
    assert str(caught.value).startswith(f"COUNTY_EDUCATION_RUNNER: {said}")


def test_where_dask_is_not_installed_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_choice, "find_spec", lambda _: None)
    assert parse_runner("processes") == RunnerChoice("processes")
    with pytest.raises(CountyEducationError, match="`make install` brings it"):
        parse_runner("dask")


@pytest.mark.parametrize(
    ("address", "elsewhere"),
    [
        (None, False),
        ("tcp://127.0.0.1:8786", False),
        ("tcp://localhost:8786", False),
        ("tcp://[::1]:8786", False),
        ("tcp://10.0.0.7:8786", True),
        ("tls://cluster:8786", True),
    ],
)
def test_readers_are_elsewhere_where_the_scheduler_is(address: str | None, elsewhere: bool) -> None:
    assert RunnerChoice("dask", address).elsewhere is elsewhere


def test_the_setting_is_that_of_the_environment_or_none() -> None:
    assert runner_named({}) is None
    assert runner_named({"COUNTY_EDUCATION_RUNNER": ""}) is None
    assert runner_named({"COUNTY_EDUCATION_RUNNER": "dask"}) == "dask"


def test_at_least_one_processor_is_counted() -> None:
    assert cores() >= 1
