"""Which pages to read: a registry (`sources.toml`), plain folders, or single files."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indicators.errors import SourceError
from tasks.fetch.places import files_below, is_file, is_folder, unreadable
from tasks.records import Source

ENDINGS = tuple(".html .htm .shtml .txt .docx .pdf .doc .wps .rtf .odt .png .jpg .jpeg".split())
"""What a folder is searched for. A file that is named itself may end as it likes: its reader decides."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source and the file that holds its page. The path is this machine's; the source knows none."""

    source: Source
    path: Path


class Entry(BaseModel):
    """A table [[source]] of a registry; `path` is relative to the registry, `note` is for people.

    `restated` is true for a page put into other words: no quote of it is its publisher's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str = Field(min_length=1)
    path: str = Field(min_length=1)
    address: str | None = None
    title: str | None = None
    publisher: str | None = None
    restated: bool = False
    note: str | None = None


def read_registry(registry: Path) -> tuple[SourceFile, ...]:
    """The sources of a `sources.toml`, in its order.

    Raises SourceError, naming file and line, for an unknown key, an id or a path that stands twice,
    and a path that is no file or leads out of the registry's folder.
    """
    text = _text(registry)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(registry, str(error), "TOML") from error
    entries = data.get("source", [])
    if set(data) - {"source"} or not isinstance(entries, list):
        unknown = sorted(set(data) - {"source"}) or ["source"]
        raise SourceError(
            f"{registry} line {_line_of(text, unknown[0])}", str(unknown), "tables [[source]] only"
        )
    found: list[SourceFile] = []
    seen: dict[tuple[str, str], str] = {}
    for number, data_of_entry in enumerate(entries):
        entry = _entry(data_of_entry, registry, text, number)
        for key in ("id", "path"):
            place = f"{registry} line {_line(text, number, key)}"
            value = getattr(entry, key)
            if (key, value) in seen:
                raise SourceError(
                    place, f"{key} {value!r} stands twice", f"each {key} once", f"See {seen[key, value]}."
                )
            seen[key, value] = place
        found.append(SourceFile(_source(entry), _file_of(entry, registry, place)))
    if not found:
        raise SourceError(registry, "no source", "a table [[source]] a page")
    return tuple(found)


def read_sources(paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """The sources that paths name: registries (*.toml), folders (every page below, sorted) and files.

    A folder's pages are known by the folder's own name and their path in it, a file by its name, so
    that nothing of where they lie on this machine gets into a release. Raises SourceError for a path
    that is missing or may not be read, a folder without pages, and two pages that would be known by
    one name.
    """
    found: list[SourceFile] = []
    plain: list[tuple[str, Path]] = []
    for path in paths:
        if path.suffix == ".toml":
            found += read_registry(path)
        elif is_folder(path):
            above = path.resolve().name
            plain += [(f"{above}/{file.relative_to(path).as_posix()}", file) for file in pages_below(path)]
        elif is_file(path):
            plain.append((path.name, path))
        else:
            raise SourceError(path, "no such file or folder", "a registry, a folder or a page")
    found += _named(plain, taken=[each.source.id for each in found])
    for what in ("id", "location"):
        counts = Counter(getattr(each.source, what) for each in found)
        twice = [name for name, count in counts.items() if count > 1]
        if twice:
            raise SourceError(
                "sources",
                f"two pages are called {twice[0]!r}",
                "a name of its own for each",
                "Name the folder that holds both, or rename one.",
            )
    return tuple(found)


def pages_below(folder: Path) -> list[Path]:
    """Every page below a folder, sorted. Raises SourceError where there is none, or it may not be read."""
    pages = [path for path in files_below(folder) if path.suffix.lower() in ENDINGS]
    if not pages:
        raise SourceError(folder, "no page in it", "files that end in " + ", ".join(ENDINGS))
    return pages


def _named(files: Iterable[tuple[str, Path]], taken: Iterable[str]) -> list[SourceFile]:
    """Sources of plain files: the stem of the file is the id, the whole location where a stem is shared."""
    files = list(files)
    stems = Counter([path.stem for _, path in files] + list(taken))
    return [
        SourceFile(Source(id=path.stem if stems[path.stem] == 1 else location, location=location), path)
        for location, path in files
    ]


def _source(entry: Entry) -> Source:
    return Source(entry.id, entry.path, entry.address, entry.title, entry.publisher, entry.restated)


def _entry(data: object, registry: Path, text: str, number: int) -> Entry:
    try:
        return Entry.model_validate(data)
    except ValidationError as error:
        fault = error.errors()[0]
        key = str(fault["loc"][0]) if fault["loc"] else ""
        raise SourceError(
            f"{registry} line {_line(text, number, key)}",
            f"[[source]] {key}: {fault['msg']}",
            "keys " + ", ".join(Entry.model_fields),
        ) from error


def _file_of(entry: Entry, registry: Path, place: str) -> Path:
    path = Path(entry.path)
    if path.is_absolute() or ".." in path.parts:
        raise SourceError(place, f"path {entry.path!r}", "a path below the registry's folder")
    if not is_file(registry.parent / path):
        raise SourceError(place, f"no file {entry.path!r}", "a page", "Put it there, or take the table out.")
    return registry.parent / path


def _text(registry: Path) -> str:
    try:
        return registry.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SourceError(registry, "no such file", "a registry of sources") from error
    except OSError as error:
        raise unreadable(registry, error) from error
    except UnicodeDecodeError as error:
        raise SourceError(registry, f"cannot be read ({error})", "UTF-8 text") from error


def _line(text: str, number: int, key: str) -> int:
    """The line of a key in the table [[source]] of that number, else of the table's header."""
    lines = text.splitlines()
    headers = [n for n, line in enumerate(lines) if line.strip().startswith("[[source]]")]
    if number >= len(headers):
        return 1
    end = headers[number + 1] if number + 1 < len(headers) else len(lines)
    for n in range(headers[number], end):
        if lines[n].split("=")[0].strip() == key:
            return n + 1
    return headers[number] + 1


def _line_of(text: str, word: str) -> int:
    return next((n for n, line in enumerate(text.splitlines(), start=1) if word in line), 1)
