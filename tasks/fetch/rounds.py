"""A round: many sources asked, each answer in the ledger as soon as it is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from tasks.fetch.answers import Answer
from tasks.fetch.ledger import Ledger
from tasks.fetch.standings import Standing

AWAY = frozenset({"no answer", "no such host", "no secure connection", "told to wait", "robots unknown"})
"""Reasons that are the host's: the next page of it would hardly get another."""


@dataclass(frozen=True, slots=True)
class Question:
    """A source, by its id, and the address of its page."""

    source: str
    address: str


class Asker(Protocol):
    """What asks: a `tasks.fetch.fetcher.Fetcher`."""

    def get(self, address: str, before: Answer | None = None) -> Answer:
        """The answer to one address; `before` is the last answer with a page."""


def due(questions: Iterable[Question], standings: Mapping[str, Standing], since: str) -> tuple[Question, ...]:
    """The questions that have no answer since a time (ISO 8601, UTC), in their order.

    A round that was killed goes on with what it had not asked yet.
    """
    return tuple(
        question
        for question in questions
        if (standing := standings.get(question.source)) is None or standing.last.when < since
    )


def by_host(questions: Iterable[Question]) -> tuple[tuple[Question, ...], ...]:
    """The questions of each host together, in their order; the host with the most of them first.

    A host is asked one question at a time. Two workers on one host would wait for each other, and the round
    is over when the longest host is.
    """
    hosts: dict[str, list[Question]] = {}
    for question in questions:
        hosts.setdefault(_host(question.address), []).append(question)
    ordered = sorted(hosts.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(tuple(each) for _, each in ordered)


def ask_all(
    questions: Sequence[Question], fetcher: Asker, ledger: Ledger, workers: int = 8, patience: int = 3
) -> dict[str, Answer]:
    """Ask every question, `workers` hosts at a time; the answers by source, in the order of the questions.

    Each answer is in the ledger before the next question of its host is asked. After `patience` answers in
    a row that say that the host is away (`AWAY`) the rest of that host's questions are not asked: they have
    no answer, and are due in the next round.
    """
    before = ledger.standings()

    def ask_host(of_host: tuple[Question, ...]) -> list[tuple[str, Answer]]:
        told: list[tuple[str, Answer]] = []
        away = 0
        for question in of_host:
            standing = before.get(question.source)
            page = standing.page if standing is not None else None
            # another address than last time is another page: what is known of that one says nothing of this
            known = page if page is not None and page.asked == question.address else None
            answer = fetcher.get(question.address, known)
            ledger.append((question.source, answer))
            told.append((question.source, answer))
            away = away + 1 if answer.reason in AWAY else 0
            if away == patience:
                break
        return told

    with ThreadPoolExecutor(workers, thread_name_prefix="fetch") as pool:
        answers = dict(pair for told in pool.map(ask_host, by_host(questions)) for pair in told)
    return {each.source: answers[each.source] for each in questions if each.source in answers}


def counts_of(standings: Iterable[Standing]) -> dict[str, float]:
    """The counts by which `tasks.fetch.drift` compares this round with the last one.

    sources   that were ever asked
    pages     sources that have a page, gone or not
    answered  sources whose last answer was a page
    gone      sources whose page is gone since
    bytes     of all pages together
    """
    stood = tuple(standings)
    return {
        "sources": len(stood),
        "pages": sum(each.page is not None for each in stood),
        "answered": sum(each.last.snapshot is not None for each in stood),
        "gone": sum(each.gone_since is not None for each in stood),
        "bytes": sum(each.page.size for each in stood if each.page is not None),
    }


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""  # no address: its answer says so
