"""Where only words have changed since, what was read of pages that hold none of them is carried over.

Beside the readings of a digest lies `words.zip`: the lines of which the digest is made (`lines.txt`), and the
files of words among them. Of readings whose lines differ in those files only, the words of then are laid
beside those of now, and a page that holds none of which the entry differs is not read again.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
import zlib
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from indicators.catalogue import read_catalogue
from indicators.digests import digest_of
from indicators.errors import CatalogueError
from indicators.vocabulary import read_vocabulary
from tasks.durable import write_whole
from tasks.extract.lexicon import Lexicon
from tasks.extract.word_tables import WordTables, changed_words, word_tables
from tasks.heard import may_hold
from tasks.kept_readings import FOLDER, KeptReadings
from tasks.reading_code import CATALOGUE, GENERAL, has_words

WORDS, LINES = "words.zip", "lines.txt"


def keep_words(home: Path, lines: Sequence[str], files: Mapping[str, bytes]) -> None:
    """Write down by which words the readings of a digest are made, unless it is or they have changed since.

    `lines` are those of the digest, `files` the files of words as they lie there now.
    """
    path = home / FOLDER / digest_of(lines) / WORDS
    if _fits(lines, files) and _read(path.parent) is None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in ((LINES, "\n".join(lines).encode()), *sorted(files.items())):
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        write_whole(path, stream.getvalue())


def carry_over(home: Path, lines: Sequence[str], wanted: Collection[str]) -> int:
    """Take over from readings by other words what holds for those of today. How many were taken.

    `lines` are those of the digest of today, whose readings lack the keys `wanted`. Nothing is taken where
    the words of today are not written down.
    """
    ours = home / FOLDER / digest_of(lines)
    kept, left, taken = KeptReadings(ours), set(wanted), 0
    now: WordTables | None = None
    for folder in siblings(home, lines):
        if not left:
            break
        # Those of now are loaded as those of then are: what this process has loaded may be older
        now, before = now or _tables(ours), _tables(folder)
        changed = changed_words(before, now) if before and now else None
        if changed is not None:
            taken += kept.take(KeptReadings(folder), left, partial(_lacks, changed))
            left -= kept.known()
    return taken


def _lacks(words: Collection[str], mark: bytes) -> bool:
    return not may_hold(mark, words)


def siblings(home: Path, lines: Sequence[str]) -> list[Path]:
    """The folders of readings whose lines differ from these in files of words only, the newest first."""
    ours, same = digest_of(lines), _beside_words(lines)
    found: list[Path] = []
    for folder in (home / FOLDER).glob("*"):
        said = _read(folder) if folder.name != ours else None
        if said is not None and _beside_words(said[0]) == same:
            found.append(folder)
    return sorted(found, key=lambda folder: (-folder.stat().st_mtime_ns, folder.name))


def _beside_words(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if not has_words(line.split(" ")[0])]


def _fits(lines: Sequence[str], files: Mapping[str, bytes]) -> bool:
    """Whether files are those of which some lines speak."""
    said = {path: sha256 for path, _, sha256 in (line.partition(" ") for line in lines) if has_words(path)}
    return said == {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}


def _read(folder: Path) -> tuple[list[str], dict[str, bytes]] | None:
    """The lines and files of a folder of readings; None where they are missing, damaged or of another."""
    try:
        with zipfile.ZipFile(folder / WORDS) as archive:
            lines = archive.read(LINES).decode().split("\n")
            files = {name: archive.read(name) for name in archive.namelist() if has_words(name)}
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile, zlib.error):
        return None
    return (lines, files) if digest_of(lines) == folder.name and _fits(lines, files) else None


def _tables(folder: Path) -> WordTables | None:
    """What the words of a folder of readings do; None where this code cannot read them."""
    said = _read(folder)
    if said is None:
        return None
    with tempfile.TemporaryDirectory(prefix="county-education-") as name:
        for path, content in said[1].items():
            file = Path(name) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        try:
            lexicon = Lexicon(read_catalogue(Path(name) / CATALOGUE), read_vocabulary(Path(name) / GENERAL))
        except (CatalogueError, OSError):
            return None
    return word_tables(lexicon)
