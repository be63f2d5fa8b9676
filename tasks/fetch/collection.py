"""Collecting: pages of sources become snapshots in the store, and a manifest says which is which."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from indicators.errors import SourceError
from tasks.durable import write_whole
from tasks.fetch.registry import SourceFile
from tasks.fetch.store import MAX_BYTES, SnapshotStore, TooLargeError, read_page
from tasks.records import Source

AT_ONCE = 8
"""So many pages are put away at a time: each waits for the disk, and that is most of what it takes."""


@dataclass(frozen=True, slots=True)
class Collected:
    """A source with the snapshot of its page, or with the reason why there is none to read.

    `reason` is one of `indicators.schemas.REASONS`, and `detail` says more of it; a duplicate has both a
    snapshot and a reason. The others are of pages from the web only:

    charset     what the site says of the bytes in its header Content-Type
    fetched     the day on which this snapshot came first, as YYYY-MM-DD in UTC
    gone_since  the first day on which the site had no such page any more
    """

    source: Source
    snapshot: str | None
    size: int
    reason: str | None = None
    detail: str | None = None
    charset: str | None = None
    fetched: str | None = None
    gone_since: str | None = None


def collect_pages(
    sources: Iterable[SourceFile], store: SnapshotStore, max_bytes: int = MAX_BYTES
) -> tuple[Collected, ...]:
    """Put the page of each source into the store, in the order given.

    A page that cannot be read, is too large, or has the same bytes as one before it does not stop the
    others: it is handed on with its reason.
    """

    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting: deque[Future[str]] = deque()

        def collect(each: SourceFile) -> Collected:
            try:
                content = read_page(each.path, max_bytes)
            except SourceError as error:
                reason = "too large" if isinstance(error, TooLargeError) else "unreadable"
                return Collected(each.source, None, 0, reason, error.found)
            sha256 = hashlib.sha256(content).hexdigest()
            # most pages are kept already, and threads would only take turns at finding that out
            if not store.holds(sha256, content):
                waiting.append(pool.submit(store.put, content))
                while len(waiting) > AT_ONCE:
                    waiting.popleft().result()
            return Collected(each.source, sha256, len(content))

        collected = [collect(each) for each in sources]
        for left in waiting:
            left.result()
    return mark_twins(collected)


def mark_twins(collected: Iterable[Collected]) -> tuple[Collected, ...]:
    """The same entries; one whose bytes are those of an entry before it is a duplicate of that one."""
    first: dict[str, str] = {}
    marked: list[Collected] = []
    for each in collected:
        if each.snapshot is not None and each.reason is None:
            twin = first.setdefault(each.snapshot, each.source.location)
            if twin != each.source.location:
                each = replace(each, reason="duplicate", detail=f"the same bytes as {twin}")  # noqa: PLW2901
        marked.append(each)
    return tuple(marked)


def write_manifest(collected: Iterable[Collected], folder: Path) -> Path:
    """Write what was collected as JSON, a line a source, into a file named by its own digest.

    It is on the disk when this returns.
    """
    lines = [json.dumps(asdict(each), ensure_ascii=False, sort_keys=True) for each in collected]
    text = "[\n" + ",\n".join(lines) + "\n]\n"
    content = text.encode()
    path = folder / f"{hashlib.sha256(content).hexdigest()[:16]}.json"
    write_whole(path, content)
    return path


def read_manifest(path: Path) -> tuple[Collected, ...]:
    """What `write_manifest` wrote. Raises SourceError where it is missing or no manifest."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple(Collected(**(row | {"source": Source(**row["source"])})) for row in rows)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise SourceError(path, f"cannot be read ({error})", "a manifest", "Collect again.") from error
