"""Notices: what an operator is told who does not look. Pure: what is so goes in, what to tell comes out.

A kind of notice is looked for as a whole: what is found no more is forgotten, and told anew if it comes back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from flows.notice_rules import NoticeRules
from tasks.fetch.silence import SilentSource

RUN_FAILED = "run-failed"
RUN_OVERDUE = "run-overdue"
SOURCE_SILENT = "source-silent"
FACTS_DROPPED = "facts-dropped"
KINDS = (RUN_FAILED, RUN_OVERDUE, SOURCE_SILENT, FACTS_DROPPED)
EVENT = "county-education.notice"
"""Begins the name of each notice's event: `county-education.notice.run-failed`."""
MOST_PAGES_NAMED = 10


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that an operator should know.

    kind     one of KINDS
    subject  what it is about: an id of the registry, a release, the home. With the kind it is what is
             remembered
    text     what is so, in a sentence or two
    remedy   what can be done
    """

    kind: str
    subject: str
    text: str
    remedy: str

    @property
    def key(self) -> str:
        """By which it is remembered."""
        return f"{self.kind} {self.subject}"

    @property
    def line(self) -> str:
        """All of it, in a line."""
        return f"notice ({self.kind.replace('-', ' ')}): {self.text} {self.remedy}"

    def as_json(self) -> dict[str, str]:
        """What JSON can hold."""
        return asdict(self)


Told = Mapping[str, Mapping[str, Any]]
"""What was told, by `Notice.key`: `text` and `when` (ISO 8601)."""


def to_tell(
    found: Iterable[Notice], told: Told, looked_for: Collection[str], now: datetime, days: float
) -> tuple[list[Notice], dict[str, dict[str, Any]]]:
    """Of what is found what to tell now; and what was told before, without what is no more so.

    `looked_for` are the kinds that were looked for: of these all that is so is in `found`. A notice is told
    when it is new, when its words have changed, and again after so many days.
    """
    notices = {each.key: each for each in found}
    kept = {
        key: dict(each)
        for key, each in told.items()
        if key in notices or key.partition(" ")[0] not in looked_for
    }
    fresh = [each for key, each in notices.items() if _again(each, kept.get(key), now, days)]
    return fresh, kept


def remember(told: Told, notices: Iterable[Notice], now: datetime) -> dict[str, dict[str, Any]]:
    """What was told, these notices too."""
    new = {each.key: {"text": each.text, "when": now.isoformat()} for each in notices}
    return {key: dict(each) for key, each in told.items()} | new


def _again(notice: Notice, before: Mapping[str, Any] | None, now: datetime, days: float) -> bool:
    if before is None or before.get("text") != notice.text:
        return True
    return now - datetime.fromisoformat(before["when"]) >= timedelta(days=days)


def failed(reason: str) -> Notice:
    """A run that failed or crashed, for this reason."""
    said = " ".join(reason.split())[:2000]
    return Notice(
        RUN_FAILED,
        "annual",
        f"A run failed: {said.rstrip('.')}.",
        "What was fetched and read is kept; put right what the line names, the next run goes on.",
    )


def overdue(
    last: datetime | None, since: datetime, now: datetime, apart: timedelta, rules: NoticeRules
) -> Notice | None:
    """No run was done for too long: longer than runs are apart, and half as long again in any case.

    last    when one was done last, null: never
    since   when it began to be served, which counts where it is later: nobody misses a run until then
    apart   how far runs are apart
    """
    allowed = max(timedelta(hours=rules.overdue.hours), 1.5 * apart)
    if now - max(last or since, since) < allowed:
        return None
    known = f"the last one was done at {last:%Y-%m-%d %H:%M} UTC" if last else "none was ever done"
    return Notice(
        RUN_OVERDUE,
        "annual",
        f"No run was done for {allowed / timedelta(hours=1):g} hours: {known}.",
        "Prefect's page and the logs below the data home say what runs have met.",
    )


def silent(sources: Iterable[SilentSource], rules: NoticeRules) -> list[Notice]:
    """Sources that have had nothing new for too long."""
    return [
        Notice(
            SOURCE_SILENT,
            each.source,
            f"{each.source} ({each.publisher or each.address}) has had nothing new since {each.since[:10]}, "
            f"for more than {rules.silent.months} months{each.besides}.",
            f"Look whether its reports stand elsewhere now, and put the registry right: {each.address}",
        )
        for each in sources
    ]


def dropped(
    release: str, before: Mapping[str, int], now: Mapping[str, int], rules: NoticeRules
) -> list[Notice]:
    """A fall of facts against the release before, of all pages and of single ones; facts by page."""
    told: list[str] = []
    was, are = sum(before.values()), sum(now.values())
    if rules.facts.too_far(was, are):
        told.append(f"{are:,} facts were read, {was:,} in the release before.")
    fell = [page for page, count in before.items() if rules.page_facts.too_far(count, now.get(page, 0))]
    if fell:
        fell.sort(key=lambda page: (now.get(page, 0) - before[page], page))
        named = "; ".join(f"{page} {now.get(page, 0)} of {before[page]}" for page in fell[:MOST_PAGES_NAMED])
        more = f"; and {len(fell) - MOST_PAGES_NAMED:,} more" if len(fell) > MOST_PAGES_NAMED else ""
        told.append(f"Pages with far fewer facts: {named}{more}.")
    if not told:
        return []
    text = f"Release {release}: {' '.join(told)}"
    return [Notice(FACTS_DROPPED, release, text, f"`county-education diff` with {release} says which.")]
