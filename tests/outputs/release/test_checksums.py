"""SHA256SUMS is written over all files, with the digests that are known already."""

from __future__ import annotations

from pathlib import Path

from outputs.release.checksums import compare_checksums, read_checksums, write_checksums
from outputs.release.contents import file_digest


def test_a_digest_that_is_known_is_written_and_checked_later(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    for name in ("a.parquet", "site/index.html"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    kept = "0" * 64  # of something else than what the disk has
    write_checksums(tmp_path, {"site/index.html": kept})
    assert read_checksums(tmp_path) == {
        "a.parquet": file_digest(tmp_path / "a.parquet"),
        "site/index.html": kept,
    }
    (found,) = compare_checksums(tmp_path)
    assert found.startswith("site/index.html: changed")
