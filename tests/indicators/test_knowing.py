"""From which day on a report counts as known."""

from __future__ import annotations

import pytest

from indicators.knowing import known_since
from tests.frames import report, reports


@pytest.mark.parametrize(
    ("published", "year", "day"),
    [
        ("2019-12-25", 2019, "2019-12-25"),
        ("2019-12-25", None, "2019-12-25"),
        ("2021-11-05", 2019, "2021-11-05"),
        (None, 2019, "2020-03-31"),
        ("2019-02-30", 2019, "2020-03-31"),
        ("last week", 2019, "2020-03-31"),
        (None, None, None),
    ],
)
def test_a_day_of_publication_else_the_end_of_the_next_first_quarter(
    published: str | None, year: int | None, day: str | None
) -> None:
    frame = known_since(reports(report("r1", published=published, year=year)))
    assert frame.rows() == [("r1", day)]
