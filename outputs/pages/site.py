"""The site of a release: a folder of pages that open from disk and ask nothing of anybody."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_EXCEPTION, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib.resources import files
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from indicators.errors import ReleaseError
from outputs.child_processes import end_with_parent, starting_quietly
from outputs.pages.builder import PARTS, Before, Builder, Written
from outputs.pages.loading import place_sizes, read_release
from outputs.pages.places import KIND as PLACES
from outputs.pages.places import search_script
from outputs.pages.published import Release
from outputs.pages.shares import LAST, Share, shares_of

STATIC = "static"
VERSION_STYLE = f"{STATIC}/release.css"
"""Says the version at the foot of every page, so that a new version alone changes none of them."""

PLACES_SCRIPT = f"{STATIC}/places.js"
"""The list of places for the search in the pages, which no page holds itself."""

FEW_PLACES = 100
"""Up to so many places one process is faster than several, which have to start."""


@dataclass(frozen=True, slots=True)
class Site:
    """What stands in the site: the sha256 of each page by its address, and how many did not change."""

    pages: Mapping[str, str]
    reused: int


def nothing_beside() -> None:
    """There is nothing to be written beside the pages."""


def render_site(
    release_folder: Path, site_folder: Path, version: str, beside: Callable[[], None] = nothing_beside
) -> Mapping[str, str]:
    """Write the pages of a release, each anew. The sha256 of each by its address (see `build_site`)."""
    return build_site(release_folder, site_folder, version, beside=beside).pages


def build_site(
    release_folder: Path,
    site_folder: Path,
    version: str,
    *,
    code: str = "",
    previous: Path | None = None,
    processes: int | None = None,
    beside: Callable[[], None] = nothing_beside,
) -> Site:
    """Write the pages of a release, those of its parts that are not in the release before.

    Reads the release's files and nothing else; the same files and version give the same bytes, with
    however many `processes` (None: one, or one a core where there is much to write), and with or without
    a `previous` release, whose pages are taken over where nothing changed that they are made of: neither
    data nor the `code` that makes pages (its digest; without one none is).

    `beside` writes files that the page of downloads lists and no other page reads: it is called once, in one
    of the processes (then it is pickled), while the others write pages. Raises ReleaseError where a file is
    missing or names what the release does not hold, and what `beside` raises.
    """
    if processes is None:
        processes = (os.cpu_count() or 1) if len(place_sizes(release_folder)) > FEW_PLACES else 1
    settings = Settings(release_folder, version, site_folder, code, previous if code else None)
    shares = shares_of(release_folder)
    if processes == 1:
        worker = Worker(settings)
        beside()
        done = [part for share in (*shares, LAST) for part in worker.write(share)]
    else:
        done = _in_processes(shares, settings, processes, beside)
    parts = {part.name: {"digest": part.digest, "pages": list(part.pages)} for part in done}
    text = json.dumps(
        {"code": code, "parts": parts}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    (site_folder / PARTS).write_text(text + "\n", encoding="utf-8", newline="\n")
    return Site(
        pages={page: sha256 for part in done for page, sha256 in part.pages.items()},
        reused=sum(len(part.pages) for part in done if part.reused),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """What every process that writes pages has to know; see `build_site`."""

    release: Path
    version: str
    site: Path
    code: str
    previous: Path | None


class Worker:
    """Writes shares of a site, one after the other."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._before = Before(settings.previous) if settings.previous else None

    def write(self, share: Share) -> list[Written]:
        """Write a share of the pages, and with the list of places what the search looks through."""
        own = self._settings
        release = read_release(own.release, own.version, share.cut)
        if PLACES in share.kinds:
            _write_statics(own.site, release)
        builder = Builder(release, own.site, own.code, self._before)
        return [builder.build(kind, key) for kind, key in share.parts(release)]


def _in_processes(
    shares: Iterable[Share], settings: Settings, processes: int, beside: Callable[[], None]
) -> list[Written]:
    # spawned, not forked: Polars' threads do not survive a fork
    context = multiprocessing.get_context("spawn")
    theirs, ours = context.Pipe(duplex=False)
    with ProcessPoolExecutor(processes, context, initializer=_start, initargs=(settings, theirs)) as pool:
        try:
            with starting_quietly():
                other = pool.submit(beside)
                runs = [pool.submit(_write, share) for share in shares]
            begun: list[Future[Any]] = [other, *runs]
            for each in wait(begun, return_when=FIRST_EXCEPTION).done:
                each.result()  # what went wrong is said before the rest is done
            return [part for run in (*runs, pool.submit(_write, LAST)) for part in run.result()]
        except BrokenProcessPool as error:
            raise ReleaseError(
                settings.site,
                "a process that wrote pages was killed",
                "one that ends by itself",
                "Is there enough memory? Run it again.",
            ) from error
        except BaseException:
            ours.close()  # a share may take a minute, and nobody wants it any more
            raise


_worker: Worker | None = None
"""The worker of a process of its own."""


def _start(settings: Settings, stop: Connection) -> None:
    end_with_parent(stop)
    global _worker  # noqa: PLW0603  a worker process has no other place to keep what it knows
    _worker = Worker(settings)


def _write(share: Share) -> list[Written]:
    assert _worker is not None
    return _worker.write(share)


def _write_statics(site_folder: Path, release: Release) -> None:
    (site_folder / STATIC).mkdir(parents=True, exist_ok=True)
    for file in (files("outputs.pages") / STATIC).iterdir():
        (site_folder / STATIC / file.name).write_bytes(file.read_bytes())
    style = f'.version::after {{ content: "{release.version}"; }}\n'
    made = {VERSION_STYLE: style, PLACES_SCRIPT: search_script(release)}
    for name, text in made.items():
        (site_folder / name).write_text(text, encoding="utf-8", newline="\n")
