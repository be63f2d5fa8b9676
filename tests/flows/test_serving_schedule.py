"""When runs begin, and which were missed."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.serving_schedule import ZONE, Schedule, at, every

DAILY = Schedule()


def china(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("began", "now", "due"),
    [
        (None, "2026-11-22T12:00", True),
        ("2026-11-22T03:30", "2026-11-22T12:00", False),
        ("2026-11-22T03:30", "2026-11-23T03:29", False),
        ("2026-11-22T03:30", "2026-11-23T03:31", True),
        ("2026-11-22T03:29", "2026-11-22T03:30", True),  # by hand, a minute before
        ("2026-11-19T03:30", "2026-11-22T02:00", True),
    ],
)
def test_a_daily_run_that_was_missed_is_due(began: str | None, now: str, due: bool) -> None:
    assert (
        DAILY.due(None if began is None else china(began).astimezone(UTC), china(now).astimezone(UTC)) is due
    )


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.integers(5, 10**6))
def test_what_began_now_is_not_due_now_and_is_when_its_time_has_passed(when: datetime, seconds: int) -> None:
    now = when.replace(tzinfo=UTC)
    for schedule in (DAILY, Schedule(every=seconds)):
        assert schedule.last_before(now) <= now
        assert not schedule.due(now, now)
        assert schedule.due(now, now + schedule.apart + timedelta(seconds=1))


def test_schedules_as_an_operator_writes_and_reads_them() -> None:
    assert at("03:30") == DAILY
    assert (at("23:05").cron, at("23:05").text) == ("5 23 * * *", "daily at 23:05 (Asia/Shanghai)")
    assert [every(text).every for text in ("90", "90s", "90m", "6h", "1d")] == [90, 90, 5400, 21_600, 86_400]
    assert [every(text).text for text in ("90", "6h", "2d")] == ["every 90 s", "every 6 h", "every 2 d"]
    assert every("6h").cron is None
    for wrong in ("24:00", "3", "03:60", "", "soon"):
        with pytest.raises(argparse.ArgumentTypeError, match="no time of the day"):
            at(wrong)
    for wrong in ("4", "0", "", "6w", "-5", "1.5h"):
        with pytest.raises(argparse.ArgumentTypeError, match="no length of time"):
            every(wrong)
    for schedule in (DAILY, every("6h")):
        assert Schedule(**schedule.as_json()) == schedule
