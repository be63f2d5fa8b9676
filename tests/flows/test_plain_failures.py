"""Of an error of ours Prefect's log has the sentence and no traceback; of any other it has all."""

from __future__ import annotations

import logging

import pytest

from flows.plain_failures import LOGGERS, say_failures_plainly, without_traceback
from indicators.errors import SourceError

OURS = SourceError("web.toml line 3", "no file 'a'", "a page", "Put it there.")
SENTENCE = str(OURS)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Engine execution exited with unexpected exception", [SENTENCE]),
        (f"Task run failed: {SENTENCE}", [f"Task run failed: {SENTENCE}"]),
        # a repr that has marks of quotation otherwise than the sentence
        (r"Encountered: SourceError('no file \'a\'')", [SENTENCE]),
    ],
)
def test_the_sentence_of_an_error_of_ours_stands_alone(
    message: str, said: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    log = logging.getLogger("a log of runs")
    log.addFilter(without_traceback)
    try:
        raise OURS
    except SourceError:
        log.exception(message)
    log.removeFilter(without_traceback)
    assert [record.getMessage() for record in caplog.records] == said
    assert "Traceback" not in caplog.text


def test_the_traceback_of_a_fault_of_the_program_stays(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("a log of runs")
    log.addFilter(without_traceback)
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        log.exception("Encountered %r", "it")
    log.error("no exception at all")
    log.removeFilter(without_traceback)
    assert [record.getMessage() for record in caplog.records] == ["Encountered 'it'", "no exception at all"]
    assert "Traceback" in caplog.text


def test_the_loggers_take_it_once() -> None:
    say_failures_plainly()
    say_failures_plainly()
    for name in LOGGERS:
        assert logging.getLogger(name).filters.count(without_traceback) == 1
