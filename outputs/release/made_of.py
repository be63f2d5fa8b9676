"""Which inputs a release was made of, kept beside the releases so that a run with nothing new costs little.

    published/made-of.json    below the data home

To find out that nothing is new by the content, all tables are made. The inputs of a release say the same
before anything is made. What is kept here is only believed of a release that lies there as it was left.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from indicators.errors import ReleaseError
from outputs.release.checksums import compare_checksums, files_below
from outputs.release.contents import SUMS, file_digest
from outputs.release.durable import replace_text
from outputs.release.history import read_metadata

FILE = "made-of.json"
KEPT = 100
"""So many inputs are kept, the newest: those of every registry that is run on a home."""


@dataclass(frozen=True, slots=True)
class MadeOf:
    """The release that some inputs make.

    inputs   their digest, of whoever asks
    content  the digest of what the release says, as `release.json` has it
    sums     the sha256 of its SHA256SUMS
    sizes    the digest of the paths and sizes of all its files
    """

    inputs: str
    version: str
    content: str
    sums: str
    sizes: str

    def is_whole(self, folder: Path) -> bool:
        """Whether a folder has the checksums and the files of this release, each of its size.

        What a file says is not looked at: that is for `verify`.
        """
        try:
            return file_digest(folder / SUMS) == self.sums and sizes_of(folder) == self.sizes
        except OSError:
            return False


def sizes_of(folder: Path) -> str:
    """The digest of the paths and sizes of all files of a folder. Raises OSError."""
    lines = (f"{(folder / path).lstat().st_size} {path}\n" for path in files_below(folder))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def recall(file: Path, inputs: str) -> MadeOf | None:
    """What was kept of some inputs, None where nothing was that can be understood."""
    return next((each for each in _read(file) if each.inputs == inputs), None)


def keep(file: Path, inputs: str, release: Path, *, new: bool) -> None:
    """Keep that these inputs make this release.

    Nothing is kept of one that was there before, is not `new`, and is not whole any more.
    """
    try:
        content = read_metadata(release)["content"]
        if not new and compare_checksums(release):
            return
        made = MadeOf(inputs, release.name, content, file_digest(release / SUMS), sizes_of(release))
    except (ReleaseError, KeyError, OSError):
        return
    others = [each for each in _read(file) if each.inputs != inputs]
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(asdict(each)) for each in (made, *others)][:KEPT]
    replace_text(file, "[\n" + ",\n".join(lines) + "\n]\n")


def _read(file: Path) -> list[MadeOf]:
    try:
        found = [MadeOf(**each) for each in json.loads(file.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []
    texts = (value for each in found for value in asdict(each).values())
    return found if all(isinstance(text, str) for text in texts) else []
