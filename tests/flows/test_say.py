"""Lines for people: on stderr, or in the log of a run that a server looks after."""

from __future__ import annotations

import logging

import pytest

from flows.say import tell, telling


def test_lines_go_to_stderr_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    tell("reading,\n  in 2 batches…")
    assert capsys.readouterr() == ("", "reading, in 2 batches…\n")


@pytest.mark.parametrize(("level", "heard"), [(logging.INFO, True), (logging.WARNING, False)])
def test_a_log_that_takes_lines_has_them_and_stderr_the_others(
    level: int, heard: bool, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    log = logging.getLogger("tests.say")
    caplog.set_level(level, logger=log.name)
    with telling(log):
        tell("reading…")
    tell("done")
    assert [each.getMessage() for each in caplog.records] == (["reading…"] if heard else [])
    assert capsys.readouterr().err == ("done\n" if heard else "reading…\ndone\n")
