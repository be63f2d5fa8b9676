"""What decides a reading is in its digest, and what is left out of it has no part in reading."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from indicators.digests import digest_of
from tasks import reading_code
from tasks.reading_code import LIBRARIES, code_lines, has_part, helper_lines, library_lines

ROOT = Path(__file__).parents[2]

LOADED = """
import hashlib, json, sys
from importlib.metadata import packages_distributions
from pathlib import Path
opened = set()
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened.add(arguments[0])
sys.addaudithook(note)
from tasks.reading import read_snapshot
from tasks.records import Snapshot, Source
for path in sorted(Path("deployments/sample/reports").iterdir()):
    if path.suffix in (".html", ".txt", ".docx"):
        content = path.read_bytes()
        source = Source(path.stem, path.name, "http://www.liucheng.gov.cn/a.html", publisher="柳城县教育局")
        read_snapshot(Snapshot(source, hashlib.sha256(content).hexdigest(), content))
ours = {
    f"{name.replace('.', '/')}.py" for name in sys.modules if name.split(".")[0] in ("indicators", "tasks")
}
root = str(Path.cwd()) + "/"
ours |= {path.removeprefix(root) for path in opened if path.startswith((root + "indicators", root + "tasks"))}
import tasks.parse.pdf, tasks.parse.ocr, pypdfium2
known = packages_distributions()
print(json.dumps([sorted(ours), sorted({d for m in sys.modules for d in known.get(m.split(".")[0], ())})]))
"""

BESIDE = {
    "SQLAlchemy",  # polars looks whether it is there
    "annotated-types",
    "greenlet",  # SQLAlchemy looks whether it is there
    "polars-runtime-32",
    "pydantic_core",
    "setuptools",
    "typing-inspection",
    "typing_extensions",
}
"""Loaded with the libraries that count, and pinned by them or without a say."""


def test_nothing_that_reading_loads_is_left_out() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, cwd=ROOT, check=True
    )
    files, libraries = json.loads(done.stdout)
    assert {"indicators/words/units.toml", "tasks/extract/observe.py", "indicators/hosts.py"} <= set(files)
    assert [path for path in files if "__pycache__" not in path and not has_part(path)] == []
    counted = {name.replace("_", "-") for name in LIBRARIES}
    assert {name.replace("_", "-").lower() for name in libraries} - counted <= {
        name.replace("_", "-").lower() for name in BESIDE
    }


def test_what_is_left_out_is_there() -> None:
    assert [path for path in reading_code.NO_PART if not (ROOT / path).exists()] == []


def test_every_other_file_counts_once_and_new_ones_too() -> None:
    paths = [line.split()[0] for line in code_lines()]
    assert paths == sorted(set(paths), key=paths.index)
    assert {"tasks/batches.py", "tasks/kept_readings.py", "indicators/catalogue/context.toml"} <= set(paths)
    assert has_part("tasks/extract/of_tomorrow.py")
    assert not has_part("tasks/fetch/http.py")


def test_a_library_of_another_version_is_another_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest_of(library_lines())
    assert digest_of(library_lines()) == before
    monkeypatch.setattr(reading_code, "version", lambda _: "0")
    assert digest_of(library_lines()) != before


def test_a_library_that_is_not_there_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_code, "LIBRARIES", ("no-such-library",))
    assert library_lines()[1:] == ["no-such-library missing"]


def test_a_helper_counts_by_what_it_says_of_itself(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho LibreOffice 7\n")
    program.chmod(0o755)
    assert helper_lines(None) == ["soffice missing"]
    assert helper_lines(str(program)) == ["soffice LibreOffice 7"]
    program.write_text("#!/bin/sh\nexit 1\n")
    (silent,) = helper_lines(str(program))
    program.write_text("#!/bin/sh\n\nexit 1\n")
    assert silent.startswith("soffice silent, ")
    assert helper_lines(str(program)) != [silent]
