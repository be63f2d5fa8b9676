"""What a person types and reads: answers, exit codes, one line for what is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from flows import command_line
from flows.command_line import main
from tasks import reading
from tests import fake_reader
from tests.outputs.release import made

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "read_snapshot", fake_reader.read_snapshot)
    monkeypatch.setenv("COUNTY_EDUCATION_HOME", str(tmp_path / "home"))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "good.txt").write_text("柳城县 450222 2019\n幼儿园85所", encoding="utf-8")
    (folder / "lost.txt").write_text("某县\n幼儿园所", encoding="utf-8")
    return folder


def lines(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], list[str]]:
    out, err = capsys.readouterr()
    return out.splitlines(), err.splitlines()


@pytest.mark.parametrize("command", [[], ["release"], ["extract"], ["explain"], ["verify"]])
def test_help_answers_without_any_library(command: list[str]) -> None:
    code = (
        "import sys; from flows.command_line import main; code = main(sys.argv[1:]);"
        "print({'prefect', 'polars', 'pydantic'} & set(sys.modules)); sys.exit(code)"
    )
    arguments = [sys.executable, "-c", code, *command, "--help"]
    done = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.startswith("usage: county-education")
    assert done.stdout.endswith("set()\n")


@pytest.mark.parametrize("command", ["extract", "explain", "verify"])
def test_only_release_imports_prefect(command: str, pages: Path, tmp_path: Path) -> None:
    folder = made.release(tmp_path / "releases").folder
    rest = {
        "extract": [str(pages), "--output", str(tmp_path / "o.parquet")],
        "explain": ["柳城县", "kindergartens", "--release", str(folder)],
        "verify": [str(folder)],
    }[command]
    code = (
        "import sys; from tasks import reading; from tests import fake_reader;"
        "reading.read_snapshot = fake_reader.read_snapshot;"
        "from flows.command_line import main; code = main(sys.argv[1:]);"
        "sys.exit(7 if 'prefect' in sys.modules else code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, command, *rest], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stdout != "") == (0, True), done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["extract", "a.txt"],
        ["explain", "柳城县"],
        ["explain", "柳城县", "kindergartens", "--year", "last"],
        ["release", "--version-month", "2026.13"],
        ["release", "--version-month", "november"],
    ],
)
def test_wrong_arguments_are_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = lines(capsys)
    assert out == []
    assert err[0].startswith("usage: county-education")


def test_extract_writes_what_it_read(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "o.parquet"
    assert main(["extract", str(pages), "--output", str(output)]) == 0
    out, err = lines(capsys)
    assert out == [f"1 pages read, 1 reports, 1 facts: {output}"]
    # A page refused for what it says is told, and is no failure of the command.
    assert len(err) == 1
    assert err[0].startswith(
        f"county-education: {pages}/lost.txt: refused, digits lost (no digit left). Find"
    )
    frame = pl.read_parquet(output)
    assert frame.select("source", "value").rows() == [(f"{pages}/good.txt", 85.0)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["o.parquet", "pages"]


def test_the_same_page_twice_is_read_once(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pages / "twin.txt").write_bytes((pages / "good.txt").read_bytes())
    output = tmp_path / "o.parquet"
    assert main(["extract", str(pages), str(pages / "good.txt"), "--output", str(output)]) == 0
    assert pl.read_parquet(output).height == 1
    assert sum("the same bytes as" in line for line in lines(capsys)[1]) == 2


FAULTS = {
    "missing": "gone.txt: no such file",
    "empty folder": "nothing: no page in it",
    "a folder called like a page": "folder.txt: no page in it",
    "an unknown form": "report.docx: refused, unsupported form (the file is a RAR archive). Install what",
    "a fault of the reader": "fault.txt: refused, unreadable (the reader failed on it: ZeroDivisionError",
    "too large": "large.txt: more than 50,000,000 bytes",
    "a dangling link": "link.txt: no such file",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_cannot_be_used_is_a_line_and_the_others_are_read(
    fault: str, pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / FAULTS[fault].split(":")[0]
    match fault:
        case "empty folder" | "a folder called like a page":
            wrong.mkdir()
        case "an unknown form":
            wrong.write_bytes(b"Rar!")
        case "a fault of the reader":
            wrong.write_text("!")
        case "too large":
            with wrong.open("wb") as stream:
                stream.truncate(50_000_001)
        case "a dangling link":
            wrong.symlink_to(tmp_path / "nowhere")
    output = tmp_path / "o.parquet"
    assert main(["extract", str(wrong), str(pages / "good.txt"), "--output", str(output)]) == 1
    out, err = lines(capsys)
    assert len(err) == 1
    assert FAULTS[fault] in err[0]
    assert out == [f"1 pages read, 1 reports, 1 facts: {output}"]
    assert pl.read_parquet(output).height == 1


def test_nothing_to_read_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "o.parquet"
    assert main(["extract", str(tmp_path / "gone.txt"), "--output", str(output)]) == 1
    assert len(lines(capsys)[1]) == 2
    assert not output.exists()


def test_an_output_that_cannot_be_written_is_a_line(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "no/such/o.parquet"
    assert main(["extract", str(pages / "good.txt"), "--output", str(output)]) == 1
    out, err = lines(capsys)
    assert out == []
    assert len(err) == 1
    assert f"{output}: cannot be written (No such file or directory" in err[0]


def test_explain_reads_the_latest_release_of_the_home(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "柳城县", "幼儿园数"]) == 1
    assert "no release yet; expected one. Make it with" in lines(capsys)[1][0]
    made.release(tmp_path / "home/releases")
    assert main(["explain", "450222", "kindergartens", "--year", "2018"]) == 0
    out, err = lines(capsys)
    assert err == []
    assert out[1] == "Release 2026.11.0"


def test_verify_says_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made.release(tmp_path).folder
    assert main(["verify", str(folder)]) == 0
    (folder / "stray").write_text("")
    assert main(["verify", str(folder)]) == 1
    out, _ = lines(capsys)
    assert out == [
        "The release is as it was written.",
        "stray: a stray file, SHA256SUMS does not list it",
        "1 finding",
    ]


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        (["gone.toml"], "gone.toml: no such file"),
        (["gone"], "gone: no such file or folder"),
        (["wrong.toml"], "wrong.toml line 3: no file 'x.txt'; expected a page"),
        (["pages/good.txt", "pages/good.txt"], "two pages are called 'good.txt'"),
    ],
)
def test_sources_that_are_wrong_are_told_before_prefect_starts(
    sources: list[str],
    message: str,
    pages: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(pages.parent)
    monkeypatch.setitem(sys.modules, "flows.annual", None)  # to import it would raise
    Path("wrong.toml").write_text('[[source]]\nid = "x"\npath = "x.txt"\n')
    assert main(["release", *sources]) == 1
    out, err = lines(capsys)
    assert out == []
    assert len(err) == 1
    assert message in err[0]


def test_without_a_source_the_sample_is_meant() -> None:
    assert command_line.sample() == ROOT / "deployments/sample/sources.toml"
    assert command_line.sample().is_file()


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (ValueError("what\nis this"), 1, "a fault of the program, ValueError: what is this. Set COUNTY_EDU"),
    ],
)
def test_no_traceback_reaches_a_person(
    raised: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_: object) -> int:
        raise raised

    monkeypatch.setattr(command_line, "verify", fail)
    assert main(["verify", "x"]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == bool(said)


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    folder = made.release(tmp_path).folder
    command = (
        f"'{sys.executable}' -m flows.command_line explain 柳城县 kindergartens --release '{folder}' | true"
    )
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
