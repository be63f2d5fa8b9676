"""Doing the same for many things at once: a store answers each request slowly, and many as fast as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORKERS = 8


def together(do: Callable[[T], R], things: Iterable[T], workers: int = WORKERS) -> list[R]:
    """The results for all things, in their order. The first failure is raised; nothing is begun after it."""
    with ThreadPoolExecutor(workers, thread_name_prefix="store") as pool:
        begun = [pool.submit(do, thing) for thing in things]
        try:
            return [each.result() for each in begun]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
