"""The counts of a run that was published are kept, and one that is far from them is not published."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.last_published import FOLDER, check_drift, keep_counts
from indicators.errors import DriftError
from tasks.run_counts import PageCounts, RunCounts

FULL = RunCounts({"reports": 40, "observations": 800}, {"a.html": PageCounts(30_000, 800)})
EMPTIED = RunCounts({"reports": 12, "observations": 90}, {"a.html": PageCounts(30_000, 0)})
HERE = [Path("/srv/a.toml"), Path("/srv/pages")]


def test_a_first_run_has_nothing_to_be_far_from(tmp_path: Path) -> None:
    assert check_drift(HERE, tmp_path, EMPTIED, accept=False) == ()
    assert list(tmp_path.iterdir()) == [], "nothing is kept before it is published"


def test_a_run_that_is_far_asks_a_person_and_says_all_of_it(tmp_path: Path) -> None:
    keep_counts(HERE, tmp_path, FULL, "2026.11.0")
    with pytest.raises(DriftError) as raised:
        check_drift(HERE, tmp_path, EMPTIED, accept=False)
    said = str(raised.value)
    for words in (
        "far from the last one of these sources, 2026.11.0",
        "(1) reports: 12, and 40 in the last run. Reports of earlier years",
        "(2) observations: 90, and 800 in the last run.",
        "(3) Facts in the last run and none now: a.html.",
        "run again with --accept",
        "Nothing was published",
    ):
        assert words in said
    # asked again it is as far as before; accepted, it says what was accepted, and counts from then on
    with pytest.raises(DriftError):
        check_drift(HERE, tmp_path, EMPTIED, accept=False)
    assert len(check_drift(HERE, tmp_path, EMPTIED, accept=True)) == 3
    keep_counts(HERE, tmp_path, EMPTIED, "2026.11.1")
    assert check_drift(HERE, tmp_path, EMPTIED, accept=False) == ()


def test_like_is_compared_with_like(tmp_path: Path) -> None:
    keep_counts(HERE, tmp_path, FULL, "2026.11.0")
    for other in (HERE[:1], [*HERE, Path("/srv/b.toml")], [Path("/srv/b.toml")]):
        assert check_drift(other, tmp_path, EMPTIED, accept=False) == ()
    keep_counts(HERE[:1], tmp_path, EMPTIED, "2026.11.1")
    with pytest.raises(DriftError):  # another run between them makes no difference, nor does the order
        check_drift(HERE[::-1], tmp_path, EMPTIED, accept=False)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"release": "x"}', b"\xff", b'{"release": "x", "counts": [], "pages": {}}'],
)
def test_what_was_kept_and_is_damaged_is_not_believed(tmp_path: Path, content: bytes) -> None:
    keep_counts(HERE, tmp_path, FULL, "2026.11.0")
    (file,) = (tmp_path / FOLDER).iterdir()
    file.write_bytes(content)
    with pytest.raises(DriftError, match="cannot be read"):
        check_drift(HERE, tmp_path, FULL, accept=False)
    assert len(check_drift(HERE, tmp_path, FULL, accept=True)) == 1
    keep_counts(HERE, tmp_path, FULL, "2026.11.0")
    assert check_drift(HERE, tmp_path, FULL, accept=False) == ()
