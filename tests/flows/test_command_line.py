"""What a person types and reads: answers, exit codes, one line for what is wrong."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import polars as pl
import pytest

from flows import command_line
from flows.command_line import main
from tasks import reading
from tasks.fetch.store import SnapshotStore
from tasks.parse.document import parse
from tasks.records import Document, Snapshot, Source
from tests import fake_reader
from tests.outputs.release import made
from tests.rights import without_rights

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


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["release"],
        ["extract"],
        ["explain"],
        ["review"],
        ["diff"],
        ["withdraw"],
        ["verify"],
        ["text"],
        ["sources"],
        ["sources", "check"],
    ],
)
def test_help_answers_without_any_library(command: list[str]) -> None:
    code = (
        "import sys; from flows.command_line import main; code = main(sys.argv[1:]);"
        "print({'prefect', 'polars', 'pydantic'} & set(sys.modules)); sys.exit(code)"
    )
    arguments = [sys.executable, "-c", code, *command, "--help"]
    done = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.startswith("usage: county-education")
    assert done.stdout.endswith("set()\n")


@pytest.mark.parametrize(
    "command", ["extract", "explain", "review", "diff", "withdraw", "verify", "text", "sources"]
)
def test_only_release_imports_prefect(command: str, pages: Path, tmp_path: Path) -> None:
    folder = made.release(tmp_path / "releases").folder
    rest = {
        "extract": [str(pages), "--output", str(tmp_path / "o.parquet")],
        "explain": ["柳城县", "kindergartens", "--release", str(folder)],
        "review": [str(folder)],
        "diff": [str(folder), str(folder)],
        "withdraw": [folder.name, "--reason", "Of a town.", "--home", str(tmp_path)],
        "verify": [str(folder)],
        "sources": ["check"],
        "text": [str(pages / "good.txt")],
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
        ["explain", "柳城县", "kindergartens", "--as-of", "2021-13"],
        ["explain", "柳城县", "kindergartens", "--as-of", "2021-02-30"],
        ["explain", "柳城县", "kindergartens", "--as-of", "June 2021"],
        ["release", "--version-month", "2026.13"],
        ["release", "--version-month", "november"],
        ["extract", "a.txt", "--output", "o.csv"],
        ["extract", "a.txt", "--output", "parquet"],
        ["review", "--limit", "0"],
        ["review", "--limit", "all"],
        ["text"],
        ["text", "a.txt", "--start", "-1"],
        ["text", "a.txt", "--end", "all"],
    ],
)
def test_wrong_arguments_are_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = lines(capsys)
    assert out == []
    assert err[0].startswith("usage: county-education")


def test_an_output_that_would_be_no_parquet_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "a.txt", "--output", "facts.csv"]) == 2
    said = "argument --output: 'facts.csv' would be written as Parquet, name it F.parquet"
    assert lines(capsys)[1][-1].endswith(said)


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert lines(capsys)[0] == [f"county-education {version('county-education-indicators')}"]


def test_extract_writes_what_it_read(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "o.parquet"
    assert main(["extract", str(pages), "--output", str(output)]) == 0
    out, err = lines(capsys)
    assert out == [f"1 page read, 1 report, 1 fact: {output}"]
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
    "an unknown form": "report.pdf: refused, unsupported form (a PDF). Install what",
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
            wrong.write_bytes(b"%PDF")
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
    assert out == [f"1 page read, 1 report, 1 fact: {output}"]
    assert pl.read_parquet(output).height == 1


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("gone.txt", None, "no such file"),
        ("lost.txt", "某县\n幼儿园所", "refused, digits lost"),
        ("report.pdf", "%PDF", "refused, unsupported form"),
    ],
)
def test_nothing_read_writes_nothing(
    name: str, content: str | None, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "o.parquet"
    output.write_text("of yesterday")
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert main(["extract", str(tmp_path / name), "--output", str(output)]) == 1
    out, err = lines(capsys)
    assert out == []
    assert f"{tmp_path / name}: {why}" in err[0]
    last = (
        "county-education: extract: no page that could be read; expected one at least. Nothing was written."
    )
    assert err[1:] == [last]
    assert output.read_text() == "of yesterday"


def test_what_may_not_be_read_is_a_line(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "a.txt").write_text("柳城县 450222 2019\n幼儿园85所", encoding="utf-8")
    without_rights(monkeypatch, closed)
    rest = [str(pages / "good.txt"), "--output", str(tmp_path / "o.parquet")]
    for command in (
        ["extract", str(closed / "a.txt"), *rest],
        ["extract", str(closed), *rest],
        ["release", str(closed / "a.txt")],
        ["release", str(closed)],
        ["verify", str(closed)],
        ["verify", str(closed / "2026.11.0")],
        ["explain", "柳城县", "kindergartens", "--release", str(closed / "2026.11.0")],
        ["review", str(closed / "2026.11.0")],
        ["text", str(closed / "a.txt")],
    ):
        assert main(command) == 1, command
        _, err = lines(capsys)
        assert len(err) == 1, err
        assert err[0].startswith(f"county-education: {closed}"), err
        assert ": cannot be read (Permission denied); expected" in err[0], err


def test_a_fault_of_the_system_is_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: object) -> int:
        raise OSError(28, "No space left on device", "data/x")

    monkeypatch.setattr(command_line, "verify", full)
    assert main(["verify", "x"]) == 1
    said = "county-education: data/x: cannot be used (No space left on device)"
    assert lines(capsys)[1] == [said]


def test_the_text_of_a_page_is_the_one_that_is_counted_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "a.html"
    page.write_bytes("<html><body><p>柳城縣</p><p>幼兒園85所。</p></body></html>".encode("gb18030"))
    assert main(["text", str(page)]) == 0
    whole = capsys.readouterr().out
    document = parse(Snapshot(Source("a", "a.html"), "0" * 64, page.read_bytes()))
    assert isinstance(document, Document)
    assert whole == document.text
    start = whole.index("幼兒園85所")
    assert main(["text", str(page), "--start", str(start), "--end", str(start + 6)]) == 0
    assert capsys.readouterr().out == "幼兒園85所"[:6]
    assert main(["text", str(page), "--start", str(start)]) == 0
    assert capsys.readouterr().out == whole[start:]
    assert main(["text", str(page), "--end", "2"]) == 0
    assert capsys.readouterr().out == "柳城"


def test_the_text_of_a_snapshot_is_that_of_its_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sha256 = SnapshotStore.below(tmp_path / "mine").put("幼儿园85所".encode())
    assert main(["text", sha256, "--home", str(tmp_path / "mine")]) == 0
    assert capsys.readouterr().out == "幼儿园85所"
    assert main(["text", sha256]) == 1
    assert "no such snapshot" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone.txt"], "gone.txt: no such file; expected a page"),
        (["report.pdf"], "report.pdf: has no text (the PDF cannot be opened: "),
        (["a.txt", "--end", "7"], "a.txt: characters 0 to 7; expected a slice of its text, which has 3 char"),
        (["a.txt", "--start", "2", "--end", "1"], "a.txt: characters 2 to 1; expected a slice"),
        (["a.txt", "--start", "4"], "a.txt: characters 4 to 3; expected a slice"),
    ],
)
def test_a_text_that_is_not_there_is_a_line(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.pdf").write_bytes(b"%PDF-1.7")
    Path("a.txt").write_text("85所", encoding="utf-8")
    assert main(["text", *arguments]) == 1
    out, err = lines(capsys)
    assert (out, len(err)) == ([], 1)
    assert err[0].startswith(f"county-education: {said}")


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


@pytest.mark.parametrize(
    ("asked", "day"),
    [("2021-06-15", "2021-06-15"), ("2021-06", "2021-06-30"), ("2020-02", "2020-02-29")],
)
def test_explain_answers_as_of_a_day_or_the_end_of_a_month(
    asked: str, day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made.release(tmp_path).folder
    question = ["explain", "柳城县", "kindergartens", "--release", str(folder), "--as-of", asked]
    assert main(question) == 0
    assert (
        lines(capsys)[0][1] == f"Release 2026.11.0, as of {day}: what was known by then, as it is read today"
    )


def test_a_question_without_an_answer_names_the_release(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made.release(tmp_path / "mine/releases").folder
    assert main(["explain", "独山县", "kindergartens", "--home", str(tmp_path / "mine")]) == 1
    where = f"Looked in {folder}; name another release by --release, another data home by --home."
    (line,) = lines(capsys)[1]
    assert "the release has no figure of 独山县" in line
    assert line.endswith(f"expected a place that it has. {where}")
    assert main(["explain", "柳城县", "kindergarten", "--release", str(folder)]) == 1
    assert lines(capsys)[1][0].endswith(f". {where}")


@pytest.mark.parametrize("named", ["2026.11.0", "latest", "home/releases/latest", "home/releases/2026.11.0"])
def test_a_release_has_several_names(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    made.release(tmp_path / "home/releases")
    assert main(["verify", named]) == 0
    assert lines(capsys) == (["The release is as it was written."], [])
    assert main(["explain", "柳城县", "kindergartens", "--release", named]) == 0
    assert lines(capsys)[0][1] == "Release 2026.11.0"


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


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "Stopped.\n"),
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
    assert err.count("\n") == 1


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    folder = made.release(tmp_path).folder
    command = (
        f"'{sys.executable}' -m flows.command_line explain 柳城县 kindergartens --release '{folder}' | true"
    )
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
