"""Settings of all tests, and what tests of several folders ask for."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import settings

from tasks.parse import document
from tasks.parse.child import read_apart

# The same examples in every run, and no deadline: the machine may be busy with other things.
settings.register_profile("steady", deadline=None, derandomize=True, database=None, max_examples=60)
settings.load_profile("steady")

_read_once = cache(read_apart)


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have PDF files and pictures read once a process, for OCR takes ten seconds a page.

    That the same bytes are read the same is tested with OCR itself; here many tests read the same sample.
    """
    monkeypatch.setattr(document, "read_apart", _read_once)
