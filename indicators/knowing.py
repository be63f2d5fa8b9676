"""From which day on what a report says can be taken as known.

A report that says when it was published is known from that day. One that does not is taken as known from
31 March of the year after its own: summaries and statistics of a year come out in its last weeks or in the
first quarter of the next one, and an answer "as of" a day must rather miss a figure than know it too early.
A report with neither is known since no day that could be told (null).
"""

from __future__ import annotations

import polars as pl

LAST_DAY = "-03-31"


def known_since(reports: pl.DataFrame) -> pl.DataFrame:
    """A row a report: report_id, and `known_since` as YYYY-MM-DD or null.

    `reports` has the columns report_id, published (YYYY-MM-DD, or null) and year. A day of publication that
    is none (2019-02-30) counts as not given.
    """
    day = pl.col("published").str.to_date("%Y-%m-%d", strict=False)
    by_year = (pl.col("year") + 1).cast(pl.String).str.zfill(4) + LAST_DAY
    return reports.select("report_id", known_since=pl.coalesce(day.dt.to_string("%Y-%m-%d"), by_year))
