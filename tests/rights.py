"""A file or folder without rights, also for root, who may read everything: the calls that ask are changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def without_rights(monkeypatch: pytest.MonkeyPatch, closed: Path) -> None:
    """Make it look as if nobody may read `closed`, nor look at what is in it, as with mode 000."""

    def refuse_below(asked: Any) -> None:
        if isinstance(asked, (str, os.PathLike)) and closed in Path(asked).parents:
            raise PermissionError(13, "Permission denied", str(asked))

    def refuse(asked: Any) -> None:
        refuse_below(asked)
        if isinstance(asked, (str, os.PathLike)) and Path(asked) == closed:
            raise PermissionError(13, "Permission denied", str(asked))

    def asking(call: Callable[..., Any], check: Callable[[Any], None]) -> Callable[..., Any]:
        def ask(path: Any = ".", *rest: Any, **named: Any) -> Any:
            check(path)
            return call(path, *rest, **named)

        return ask

    monkeypatch.setattr(os, "scandir", asking(os.scandir, refuse))
    monkeypatch.setattr(Path, "open", asking(Path.open, refuse))
    monkeypatch.setattr(Path, "stat", asking(Path.stat, refuse_below))
