"""Old Office files: through LibreOffice where it is there, else refused with what to install."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import time
from pathlib import Path

import docx
import pytest

from tasks.parse.document import OLE, Helpers
from tasks.parse.errors import RefusedError
from tasks.parse.legacy import find_soffice, to_docx
from tasks.records import Document
from tests.tasks.parse.built import docx_of, paragraph, parsed, refused, text_of

SOFFICE = find_soffice()
OLD = OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le")
RTF = rb"{\rtf1\ansi\ansicpg936 76}"


def program(folder: Path, script: str) -> str:
    """A program that stands in for LibreOffice; $made is where its file has to go."""
    path = folder / "soffice"
    path.write_text(f'#!/bin/sh\nfor last; do :; done\nmade="$(dirname "$last")/made"\n{script}\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(("content", "ending"), [(OLD, "doc"), (OLE + b"\0" * 600, "wps"), (RTF, "rtf")])
def test_without_libreoffice_it_says_what_to_install(content: bytes, ending: str) -> None:
    reason, detail = refused(content)
    assert reason == "unsupported form"
    assert detail.startswith(f"a .{ending} file needs LibreOffice: install LibreOffice Writer (Debian: ")


@pytest.mark.parametrize(
    ("stream", "answer"),
    [
        ("EncryptedPackage", ("damaged", "the file is locked with a password")),
        ("Workbook", ("unsupported form", "the file is an XLS table")),
        ("PowerPoint Document", ("unsupported form", "the file is a PPT presentation")),
    ],
)
def test_other_old_office_files_are_told_apart(stream: str, answer: tuple[str, str]) -> None:
    assert refused(OLE + b"\0" * 600 + stream.encode("utf-16-le"), Helpers(soffice="/bin/false")) == answer


def test_what_libreoffice_makes_is_read(tmp_path: Path) -> None:
    ready = tmp_path / "ready.docx"
    ready.write_bytes(docx_of(paragraph("全县有幼儿园76所。")))
    soffice = program(
        tmp_path,
        f'echo "$@" >{tmp_path}/said; env >>{tmp_path}/said; mkdir "$made"; cp {ready} "$made/report.docx"',
    )
    document = parsed(OLD, Helpers(soffice=soffice))
    assert isinstance(document, Document)
    assert (document.text, document.form) == ("全县有幼儿园76所。", "doc")
    said = (tmp_path / "said").read_text()
    assert "-env:UserInstallation=file:///" in said
    assert "--headless" in said
    home = next(line.removeprefix("HOME=") for line in said.splitlines() if line.startswith("HOME="))
    assert home != os.environ.get("HOME")
    assert not Path(home).exists()


def test_no_macro_may_run(tmp_path: Path) -> None:
    soffice = program(tmp_path, f'cat "$HOME"/profile/user/registrymodifications.xcu >{tmp_path}/said')
    assert refused(OLD, Helpers(soffice=soffice))[0] == "damaged"
    said = (tmp_path / "said").read_text()
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true</value>' in said


def test_a_failure_is_a_refusal_with_what_was_said(tmp_path: Path) -> None:
    soffice = program(tmp_path, "echo first >&2; echo source file could not be loaded >&2; exit 1")
    found = refused(OLD, Helpers(soffice=soffice))
    assert found == ("damaged", "LibreOffice made nothing of it: source file could not be loaded")


def test_it_is_ended_after_its_time_with_all_that_it_started(tmp_path: Path) -> None:
    soffice = program(tmp_path, f"sleep 300 & echo $! >{tmp_path}/pid; wait")
    began = time.monotonic()
    with pytest.raises(RefusedError, match="too large: LibreOffice took more than 1 seconds"):
        to_docx(OLD, "doc", soffice, seconds=1)
    assert time.monotonic() - began < 20
    sleeper = int((tmp_path / "pid").read_text())
    state = Path(f"/proc/{sleeper}/stat")
    if state.exists():
        assert state.read_text().split()[2] == "Z"


@pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice (soffice) is not installed here: nothing real to convert"
)
@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_a_real_file_says_the_same_as_its_docx(tmp_path: Path, ending: str) -> None:
    assert SOFFICE is not None
    given = tmp_path / "given.docx"
    document = docx.Document()
    document.add_paragraph("全县有幼儿园76所。")
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, (("学段", "所"), ("小学", "85")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.add_paragraph("表后")  # in a DOC a table at the very end is lost
    document.save(str(given))
    profile = (tmp_path / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending, "--outdir"]
    subprocess.run([*command, str(tmp_path), str(given)], check=True, capture_output=True, timeout=300)
    helpers = Helpers(soffice=SOFFICE)
    assert (
        text_of((tmp_path / f"given.{ending}").read_bytes(), helpers)
        == "全县有幼儿园76所。\n学段\t所\n小学\t85\n表后"
    )


def test_it_is_looked_for_on_the_path(tmp_path: Path) -> None:
    assert find_soffice(str(tmp_path)) is None
    program(tmp_path, "true")
    assert find_soffice(str(tmp_path)) == shutil.which("soffice", path=str(tmp_path))
