"""Fetching: one address in, one answer out. What is asked of whom, how gently, and what counts as a page."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote, urldefrag, urlsplit

import httpx
from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_attempt, wait_exponential

from indicators.errors import SourceError
from tasks.fetch.answer_pages import AnswerPages, answer_pages, judge_page
from tasks.fetch.answers import Answer, kept
from tasks.fetch.client import AGENT, Limits, open_client
from tasks.fetch.guard import AddressRefusedError, Inside, Resolver, check_address, resolve
from tasks.fetch.hops import Hop, ask
from tasks.fetch.media import deceives, declared_type, found_type
from tasks.fetch.robots import DAY, MAX_BYTES, KeptWishes, Wishes, site_of
from tasks.fetch.store import SnapshotStore, TooLargeError, read_page
from tasks.fetch.timed import Budget
from tasks.fetch.turns import NotYetError, Turn, Turns, retry_after

NOT_KEPT = ("no such host", "no secure connection", "address refused")
"""What an operator puts right, here or at the name server: it holds at once."""

OF_THE_HOST = ("no answer", *NOT_KEPT)
"""Where a robots.txt cannot be had for one of these, so it is with every page of the host."""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches pages. May be used by many threads; every process opens its own (`open_fetcher`)."""

    client: httpx.Client
    budget: Budget
    store: SnapshotStore
    turns: Turns
    wishes: KeptWishes
    limits: Limits
    allowed: Inside
    signs: AnswerPages

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close what is open. The fetcher answers no more."""
        self.client.close()

    def get(self, address: str, before: Answer | None = None) -> Answer:
        """Ask for an address, follow where it leads, and put the page into the store.

        `before` is the last answer with a page: the site is asked whether that changed, and the answer to
        "it did not" (304) has its snapshot. What goes wrong on the way is the answer's reason; raises only
        what the disk raises.
        """
        asked = address.strip()
        try:
            check_address(asked, self.allowed)
        except AddressRefusedError as error:
            # the place, not the address: that may have a password in it
            return self._refused(error.place, error.place, Hop(reason="address refused", note=error.found))
        asked = urldefrag(asked).url
        if urlsplit(asked).scheme == "file":
            return self._file(asked)
        known = before if before is not None and self._have(before.snapshot) else None
        tries = 0

        def once() -> tuple[Answer, bool]:
            nonlocal tries
            tries += 1
            return self._follow(asked, known)

        answer, _ = self._retrying()(once)
        return replace(answer, tries=tries)

    def _retrying(self) -> Retrying:
        """Again while the second of what was given says so, and as often as the limits say."""

        def last(state: RetryCallState) -> object:
            return state.outcome.result() if state.outcome else None

        return Retrying(
            sleep=self.turns.sleep,
            stop=stop_after_attempt(self.limits.tries),
            wait=wait_exponential(multiplier=self.limits.back_off, max=self.limits.back_off_most),
            retry=retry_if_result(lambda result: result[1]),
            retry_error_callback=last,
        )

    def _follow(self, asked: str, known: Answer | None) -> tuple[Answer, bool]:
        """An answer, and whether asking again may help."""
        at = asked
        for _ in range(self.limits.redirects + 1):
            hop = self._polite(at, _conditions(at, known))
            onward = hop.onward
            if onward is None:
                break
            refusal = _refusal_of(onward)
            if refusal is not None:
                hop = Hop(hop.status, hop.headers, reason="address refused", note=refusal)
                break
            at = onward
        else:
            hop = Hop(reason="too many redirects", note=f"more than {self.limits.redirects}")
        return self._answer(asked, at, hop, known), hop.again

    def _polite(self, address: str, headers: dict[str, str]) -> Hop:
        """Ask one address, if its site does not mind, when it is its host's turn."""
        try:
            wishes = self._wishes_of(site_of(address))
            if wishes.text is None:
                reason = wishes.reason if wishes.reason in OF_THE_HOST else "robots unknown"
                return Hop(reason=reason, note=f"its robots.txt: {wishes.note}")
            if not wishes.allow(address, AGENT):
                return Hop(reason="robots")
            with self.turns.of(_host(address)) as turn:
                turn.take(max(self.limits.pause, wishes.delay(AGENT)))
                return self._in_turn(turn, address, headers, self.limits.size)
        except NotYetError as error:
            return Hop(reason="told to wait", note=str(error))

    def _in_turn(
        self, turn: Turn, address: str, headers: dict[str, str], size: int, start: bool = False
    ) -> Hop:
        hop = ask(self.client, self.budget, address, headers, self.limits.whole, size, start)
        if hop.status not in (429, 503) or hop.headers is None:
            return hop
        rest = retry_after(hop.headers.get("retry-after"), self.turns.clock())
        if rest is None:
            return hop
        turn.rest = min(rest, DAY)
        return replace(hop, reason="told to wait", note=f"status {hop.status}, for {rest:,.0f} seconds")

    def _wishes_of(self, site: str) -> Wishes:
        """What a site asks of programs: as kept, else as it says now."""
        found = self.wishes.fresh(site) or self._retrying()(lambda: self._robots(site))[0]
        if isinstance(found, Wishes):
            return found
        if found.reason in NOT_KEPT:
            return Wishes(None, 0.0, 0.0, found.reason, found.note)
        return self.wishes.keep(site, None, found.reason, found.note)

    def _robots(self, site: str) -> tuple[Wishes | Hop, bool]:
        """Ask for a robots.txt, unless another one did meanwhile; and whether asking again may help.

        RFC 9309 has five redirects followed, and takes what leads on beyond that as none.
        """
        at = f"{site}/robots.txt"
        for _ in range(6):
            with self.turns.of(_host(at)) as turn:
                fresh = self.wishes.fresh(site)
                if fresh is not None:
                    return fresh, False
                turn.take(self.limits.pause)
                hop = self._in_turn(turn, at, {}, MAX_BYTES, start=True)
                # kept before the next one has its turn
                if hop.body is not None:
                    return self.wishes.keep(site, hop.body.decode("utf-8-sig", errors="replace")), False
                if hop.status is not None and 400 <= hop.status < 500 and hop.status != 429:
                    return self.wishes.keep(
                        site, "", None, f"status {hop.status}: it asks for nothing"
                    ), False
            if hop.onward is None:
                return hop, hop.again
            refusal = _refusal_of(hop.onward)
            if refusal is not None:
                return Hop(hop.status, reason="address refused", note=refusal), False
            at = hop.onward
        return self.wishes.keep(site, "", None, "it leads on and on: it asks for nothing"), False

    def _answer(self, asked: str, answered: str, hop: Hop, known: Answer | None) -> Answer:
        headers = hop.headers or {}
        if hop.status == 304 and hop.reason is None:
            if known is None or known.answered != answered:
                return self._refused(
                    asked, answered, replace(hop, reason="other status", note="an unasked 304")
                )
            # what a 304 says anew replaces what the page's own answer said (RFC 9111, 4.3.4)
            merged = dict(known.headers) | dict(kept(headers))
            return replace(
                known,
                asked=asked,
                when=self._now(),
                status=304,
                headers=tuple(sorted(merged.items())),
                note="",
            )
        if hop.body is None:
            return self._refused(asked, answered, hop)
        declared, found = declared_type(headers.get("content-type")), found_type(hop.body)
        if not hop.body.strip():
            return self._refused(asked, answered, replace(hop, reason="empty", note="no bytes"))
        if found == "text/html" and (judged := judge_page(hop.body, asked, answered, self.signs)):
            return self._refused(asked, answered, replace(hop, reason=judged.reason, note=judged.note))
        return Answer(
            asked,
            answered,
            self._now(),
            hop.status,
            kept(headers),
            self.store.put(hop.body),
            len(hop.body),
            declared,
            found,
            note=f"declared {declared}, but it is {found}" if deceives(declared, found) else "",
        )

    def _refused(self, asked: str, answered: str, hop: Hop) -> Answer:
        headers = hop.headers or {}
        return Answer(
            asked,
            answered,
            self._now(),
            hop.status,
            kept(headers),
            declared=declared_type(headers.get("content-type")),
            reason=hop.reason or "other status",
            note=hop.note,
        )

    def _file(self, asked: str) -> Answer:
        """A file of this machine, which the operator allowed to be named."""
        path = Path(unquote(urlsplit(asked).path))
        try:
            content = read_page(path, self.limits.size)
        except TooLargeError as error:
            return self._refused(asked, asked, Hop(reason="too large", note=error.found))
        except SourceError as error:
            reason = "forbidden" if path.exists() else "gone"
            return self._refused(asked, asked, Hop(reason=reason, note=error.found))
        sha256, found = self.store.put(content), found_type(content)
        return Answer(asked, asked, self._now(), snapshot=sha256, size=len(content), found=found)

    def _have(self, sha256: str | None) -> bool:
        """Is the snapshot in the store, whole? A site is not asked whether something changed that is lost."""
        try:
            return sha256 is not None and bool(self.store.get(sha256))
        except SourceError:
            return False

    def _now(self) -> str:
        return datetime.fromtimestamp(self.turns.clock(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def open_fetcher(
    home: Path,
    *,
    limits: Limits = Limits(),  # noqa: B008, it is frozen
    allowed: Inside = Inside(),  # noqa: B008
    contact: str | None = None,
    patience: float = 120.0,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
    timer: Callable[[], float] = time.monotonic,
    resolver: Resolver = resolve,
    trust: ssl.SSLContext | None = None,
) -> Fetcher:
    """A fetcher whose snapshots, turns and robots.txt files lie below a data home.

    `patience` is the longest wait for a host, in seconds, that a question is worth.
    """
    budget = Budget(timer)
    return Fetcher(
        open_client(allowed, budget, limits, contact, resolver, trust),
        budget,
        SnapshotStore.below(home),
        Turns(home / "fetching" / "hosts", clock, sleep, patience),
        KeptWishes(home / "fetching" / "robots", clock),
        limits,
        allowed,
        answer_pages(),
    )


def _conditions(address: str, known: Answer | None) -> dict[str, str]:
    """The headers that ask whether a page changed, at the address whose answer it was."""
    if known is None or known.answered != address:
        return {}
    pairs = (("if-none-match", known.header("etag")), ("if-modified-since", known.header("last-modified")))
    return {name: value for name, value in pairs if value}


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _refusal_of(onward: str) -> str | None:
    """Why a redirect is not followed; null where it is. A site never leads to files, whatever is allowed."""
    try:
        check_address(onward, Inside())
    except AddressRefusedError as error:
        return f"it leads to {error.place}: {error.found}"
    return None
