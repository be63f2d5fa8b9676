"""Which pages to read: a registry (`sources.toml`), plain folders, or single files."""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from indicators.errors import SourceError
from tasks.fetch.addresses import spelled
from tasks.fetch.entries import Entry, Fetching, Folder, Listing, Page, Paging, SourceEntry
from tasks.fetch.key_faults import key_fault
from tasks.fetch.places import files_below, is_file, is_folder, unreadable
from tasks.fetch.toml_lines import TomlLines
from tasks.records import Source

ENDINGS = tuple(".html .htm .shtml .txt .docx .pdf .doc .wps .rtf .odt .png .jpg .jpeg".split())
"""What a folder is searched for. A file that is named itself may end as it likes: its reader decides."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source and the file that holds its page. The path is this machine's; the source knows none."""

    source: Source
    path: Path


@dataclass(frozen=True, slots=True)
class Registry:
    """What a registry names, each in its order.

    `sources` are pages on this machine: those of [[source]], then those found in a [[folder]]. `pause` is
    how many seconds are to be between two questions to a host; null where nothing is said of it.
    """

    sources: tuple[SourceFile, ...] = ()
    folders: tuple[Folder, ...] = ()
    pages: tuple[Page, ...] = ()
    listings: tuple[Listing, ...] = ()
    pause: float | None = None

    @property
    def away(self) -> tuple[Page | Listing, ...]:
        """The entries that are fetched."""
        return (*self.pages, *self.listings)


KINDS: dict[str, type[Entry]] = {model.kind: model for model in (SourceEntry, Folder, Page, Listing)}
OF_PAGES = "tables [[source]], [[folder]], [[page]] and [[listing]]"
TABLES = f"{OF_PAGES} only, and [fetching]"
SETTINGS = "fetching"


def load_registry(registry: Path) -> Registry:
    """A `sources.toml`. Raises SourceError with the first of what `examine_registry` finds wrong."""
    found, faults = examine_registry(registry)
    if faults:
        raise faults[0]
    return found


def examine_registry(registry: Path) -> tuple[Registry, tuple[SourceError, ...]]:
    """A `sources.toml` as far as it is right, and everything that is wrong with it, by its lines.

    Each fault names file and line: an unknown key, an id, a path or an address that stands twice, a
    path that is nothing or leads out of the registry's folder, a pattern that is none. Raises
    SourceError where the file cannot be read, is no TOML or names nothing.
    """
    text = _text(registry)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(registry, str(error), "TOML") from error
    reading = _Reading(registry, TomlLines.of(text))
    for kind, tables in data.items():
        if kind == SETTINGS:
            reading.settings(tables)
            continue
        if kind not in KINDS or not isinstance(tables, list):
            reading.fault(f"{registry} line {reading.lines.word(kind)}", str([kind]), TABLES)
            continue
        for number, table in enumerate(tables):
            reading.take(kind, number, table)
    if not any(tables for kind, tables in data.items() if kind != SETTINGS):
        raise SourceError(registry, "no source", f"{OF_PAGES} for what is to be read")
    return reading.registry(), tuple(error for _, error in sorted(reading.faults, key=lambda pair: pair[0]))


class _Reading:
    """A registry while it is read."""

    def __init__(self, registry: Path, lines: TomlLines) -> None:
        self.path = registry
        self.lines = lines
        self.faults: list[tuple[int, SourceError]] = []
        self.taken: dict[tuple[str, str], str] = {}
        self.entries: list[tuple[Entry, str]] = []
        self.fetching: Fetching | None = None

    def place(self, kind: str, number: int, *keys: str) -> str:
        line = self.lines.table(kind, number, keys)
        return f"{self.path} line {line}" if line else f"{self.path} [[{kind}]] {number + 1}"

    def fault(self, place: str, found: str, expected: str, remedy: str = "") -> None:
        line = int(place.rpartition(" line ")[2]) if " line " in place else 0
        self.faults.append((line, SourceError(place, found, expected, remedy)))

    def take(self, kind: str, number: int, table: object) -> None:
        """Keep an entry, or say what is wrong with it."""
        try:
            entry = KINDS[kind].model_validate(table)
        except ValidationError as error:
            for fault in error.errors():
                keys = tuple(str(part) for part in reversed(fault["loc"]))
                said = key_fault(f"[[{kind}]]", fault, _keys_of(KINDS[kind], keys))
                self.fault(self.place(kind, number, *keys), *said)
            wrong = {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}
            if isinstance(table, dict):  # what stands twice is told beside what else is wrong
                own = "path" if KINDS[kind] in (SourceEntry, Folder) else "address"
                for key in [key for key in ("id", own) if key not in wrong]:
                    value = spelled(table[key]) if key == "address" else table[key].rstrip("/")
                    self._alone(key, value, self.place(kind, number, key))
            return
        alone = [self._alone("id", entry.id, self.place(kind, number, "id"))]
        if isinstance(entry, SourceEntry | Folder):
            place = self.place(kind, number, "path")
            alone += [self._alone("path", entry.path.rstrip("/"), place), self._there(entry, place)]
        else:
            assert isinstance(entry, Page | Listing)
            alone.append(self._alone("address", spelled(entry.address), self.place(kind, number, "address")))
        if all(alone):
            self.entries.append((entry, self.place(kind, number, "path")))

    def settings(self, table: object) -> None:
        """Keep how often and how gently is asked, or say what is wrong with it."""
        try:
            self.fetching = Fetching.model_validate(table)
        except ValidationError as error:
            for fault in error.errors():
                key = ".".join(str(part) for part in fault["loc"])
                line = self.lines.word(key or SETTINGS) or self.lines.word(SETTINGS)
                said = key_fault(f"[{SETTINGS}]", fault, Fetching.model_fields)
                self.fault(f"{self.path} line {line}", *said)

    def _alone(self, key: str, value: str, place: str) -> bool:
        """Does nothing else have this id, path or address? A fault where something has."""
        if (key, value) in self.taken:
            expected = f"each {key} once"
            self.fault(place, f"{key} {value!r} stands twice", expected, f"See {self.taken[key, value]}.")
            return False
        self.taken[key, value] = place
        return True

    def _there(self, entry: SourceEntry | Folder, place: str) -> bool:
        """Is the file or folder there, below the registry's own? A fault where it is not."""
        path = Path(entry.path)
        if path.is_absolute() or ".." in path.parts:
            self.fault(place, f"path {entry.path!r}", "a path below the registry's folder")
            return False
        lies = self.path.parent / path
        try:
            if is_file(lies) if isinstance(entry, SourceEntry) else is_folder(lies):
                return True
        except SourceError as error:
            self.faults.append((0, error))
            return False
        if isinstance(entry, SourceEntry):
            self.fault(place, f"no file {entry.path!r}", "a page", "Put it there, or take the table out.")
        else:
            self.fault(place, f"no folder {entry.path!r}", "a folder of pages", "Make it.")
        return False

    def registry(self) -> Registry:
        """What is right of it."""
        above = self.path.parent
        fetching = self.fetching
        entries = [fetching.of(entry) if fetching else entry for entry, _ in self.entries]
        files = [
            SourceFile(each.source(), above / each.path) for each in entries if isinstance(each, SourceEntry)
        ]
        known = {os.path.normpath(each.path): f"[[source]] {each.source.id}" for each in files}
        for entry, place in self.entries:
            if not isinstance(entry, Folder):
                continue
            try:
                below = pages_below(above / entry.path, empty=True)
            except SourceError as error:
                self.faults.append((0, error))
                continue
            for path in below:
                owner = known.setdefault(os.path.normpath(path), f"[[folder]] {entry.id}")
                within = path.relative_to(above / entry.path).as_posix()
                if owner == f"[[folder]] {entry.id}":
                    files.append(SourceFile(entry.source(within), path))
                elif owner.startswith("[[folder]]"):  # a file may have a [[source]] that says more of it
                    self.fault(place, f"{path} is in {owner} too", "folders apart from one another")
                    break
        return Registry(
            tuple(files),
            tuple(each for each in entries if isinstance(each, Folder)),
            tuple(each for each in entries if isinstance(each, Page)),
            tuple(each for each in entries if isinstance(each, Listing)),
            fetching.pause_seconds if fetching else None,
        )


def _keys_of(model: type[Entry], keys: tuple[str, ...]) -> Iterable[str]:
    """The keys that the table may have, or the table in it where the fault is."""
    inner = Paging if model is Listing and len(keys) > 1 and keys[-1] == "paging" else model
    return inner.model_fields


def read_registry(registry: Path) -> tuple[SourceFile, ...]:
    """The pages on this machine that a `sources.toml` names, in its order.

    Raises SourceError as `load_registry` does, and where it names addresses: who reads files only may leave
    none out unsaid.
    """
    return _files_only(load_registry(registry), registry)


def read_sources(paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """The sources that paths name, files only. Raises SourceError as `read_all` does, and for addresses."""
    return _files_only(read_all(paths), ", ".join(str(path) for path in paths))


def _files_only(found: Registry, place: object) -> tuple[SourceFile, ...]:
    away = len(found.away)
    if away:
        raise SourceError(
            place, f"{away} of its entries are addresses", "[[source]] and [[folder]]: files are read here"
        )
    return found.sources


def read_all(paths: Sequence[Path]) -> Registry:
    """What paths name: registries (*.toml), folders (every page below, sorted) and files, as one registry.

    A folder's pages are known by the folder's own name and their path in it, a file by its name, so
    that nothing of where they lie on this machine gets into a release. Raises SourceError for a path
    that is missing or may not be read, a folder without pages, and two entries that would be known by
    one name.
    """
    registries: list[Registry] = []
    plain: list[tuple[str, Path]] = []
    for path in paths:
        if path.suffix == ".toml":
            registries.append(load_registry(path))
        elif is_folder(path):
            above = path.resolve().name
            plain += [(f"{above}/{file.relative_to(path).as_posix()}", file) for file in pages_below(path)]
        elif is_file(path):
            plain.append((path.name, path))
        else:
            raise SourceError(path, "no such file or folder", "a registry, a folder or a page")
    found = [each for registry in registries for each in registry.sources]
    found += _named(plain, taken=[each.source.id for each in found])
    whole = Registry(
        tuple(found),
        tuple(each for registry in registries for each in registry.folders),
        tuple(each for registry in registries for each in registry.pages),
        tuple(each for registry in registries for each in registry.listings),
        max((each.pause for each in registries if each.pause is not None), default=None),
    )
    ids = [each.source.id for each in found] + [each.id for each in whole.away]
    locations = [each.source.location for each in found] + [spelled(each.address) for each in whole.away]
    for names in (ids, locations):
        twice = [name for name, count in Counter(names).items() if count > 1]
        if twice:
            raise SourceError(
                "sources",
                f"two pages are called {twice[0]!r}",
                "a name of its own for each",
                "Name the folder that holds both, or rename one.",
            )
    return whole


def pages_below(folder: Path, *, empty: bool = False) -> list[Path]:
    """Every page below a folder, sorted. Raises SourceError where it may not be read, or, unless it may be
    `empty`, where there is none."""
    pages = [path for path in files_below(folder) if path.suffix.lower() in ENDINGS]
    if not pages and not empty:
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


def _text(registry: Path) -> str:
    try:
        return registry.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SourceError(registry, "no such file", "a registry of sources") from error
    except OSError as error:
        raise unreadable(registry, error) from error
    except UnicodeDecodeError as error:
        raise SourceError(registry, f"cannot be read ({error})", "UTF-8 text") from error
