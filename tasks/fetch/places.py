"""What lies at a path. A place that may not be looked into is an error, never an empty place."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from urllib.parse import quote

from indicators.errors import SourceError

READABLE = "something that may be read"


def is_folder(path: Path) -> bool:
    """Is a folder there? Raises SourceError where that cannot be known for want of rights."""
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Is a plain file there? Raises SourceError where that cannot be known for want of rights."""
    return stat.S_ISREG(_mode(path))


def files_below(folder: Path) -> list[Path]:
    """Every plain file below a folder, sorted; links to folders are not followed.

    Raises SourceError for a folder in it that may not be read: what is in it would be left out unsaid.
    """

    def stop(error: OSError) -> None:
        raise unreadable(Path(error.filename or folder), error) from error

    found = [Path(above) / name for above, _, names in os.walk(folder, onerror=stop) for name in names]
    return sorted(path for path in found if is_file(path))


def file_name(text: str, ending: str) -> str:
    """A name for the file of a text of any kind, a host say: one name, and not too long for a folder."""
    name = quote(text, safe="", errors="surrogatepass")
    if len(name) > 200:
        name = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    return name + ending


def unreadable(path: Path, error: OSError) -> SourceError:
    """The error that says so in a line."""
    return SourceError(path, f"cannot be read ({error.strerror or error})", READABLE)


def _mode(path: Path) -> int:
    """The kind of what is there, as the system writes it; 0 where nothing is."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a name that no file can have
        return 0
    except OSError as error:
        raise unreadable(path, error) from error
