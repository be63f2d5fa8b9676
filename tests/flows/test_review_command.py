"""From the list of what is doubtful to a release that has it right: `review` and `release --corrections`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from flows.command_line import main
from tests.outputs.release import corrected, made


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("COUNTY_EDUCATION_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_review_lists_the_latest_release_or_the_one_that_is_named(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review"]) == 1
    assert "no release yet; expected one. Make it with" in capsys.readouterr().err
    doubtful: dict[str, object] = {"doubt": 0.5}
    made.release(home / "releases", {}, {}, {"year": 2017})
    made.release(home / "releases", doubtful, doubtful, {"year": 2017})
    assert main(["review"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Release 2026.11.1: 2 to look at among 3 facts")
    assert err == ""
    assert main(["review", "latest", "--limit", "1"]) == 0
    assert capsys.readouterr().out.count("\n[[correction]]\n") == 1
    assert main(["review", "2026.11.0", "--home", str(home)]) == 0
    assert capsys.readouterr().out == "Release 2026.11.0: nothing to look at among 3 facts.\n"
    assert main(["review", "2026.11.7"]) == 1
    assert "2026.11.7: no such release" in capsys.readouterr().err


def test_explain_writes_a_correction_to_paste(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corrected.release(home / "releases", corrected.RIGHT)
    assert main(["explain", "柳城县", "kindergartens", "--correction"]) == 0
    out = capsys.readouterr().out
    assert "was read as 85 所" in out
    assert out.count("[[correction]]") == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "my.toml: cannot be read (No such file or directory); expected a file of corrections"),
        (
            "[[correction]]\nraport = 1",
            "my.toml line 2: [[correction]] raport: Extra inputs are not permitted",
        ),
    ],
)
def test_corrections_that_are_wrong_are_told_before_prefect_starts(
    text: str | None,
    said: str,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "flows.annual", None)  # to import it would raise
    monkeypatch.chdir(tmp_path)
    if text is not None:
        Path("my.toml").write_text(text)
    assert main(["release", "--corrections", "my.toml"]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err
    assert not home.exists()
