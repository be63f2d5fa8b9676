"""`make score`: what it prints and refuses, and that the figures a release carries are those of today."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import labelled, score
from benchmarks.labelled import BUILDING, SAMPLE, UNSEEN, documents
from outputs.release.quality import QUALITY, Quality, measured_quality, read_quality

STALE = """\
outputs/release/quality.json is not what scoring gives now. Where figures fell, find out why first;
then run `make score WRITE=1` and commit the file.
"""


def figures_of(quality: Quality) -> dict[str, object]:
    """What differs is found by its name: set and domain."""
    found: dict[str, object] = {f"{x.id} {d}": f for x in quality.sets for d, f in x.domains.items()}
    found |= {x.id: x.whole for x in quality.sets}
    return found | {"strict": quality.agreement.strict, "lenient": quality.agreement.lenient}


def test_the_figures_that_a_release_carries_are_those_of_today() -> None:
    kept, now = Quality.model_validate_json(measured_quality()), score.measured()
    before = figures_of(kept)
    changed = [
        f"{name}: {before.get(name)} → {f}" for name, f in figures_of(now).items() if before.get(name) != f
    ]
    assert measured_quality() == now.text(), "\n".join([STALE, *changed])


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    score.write(tmp_path / QUALITY)
    first = (tmp_path / QUALITY).read_bytes()
    score.write(tmp_path / QUALITY)
    assert (tmp_path / QUALITY).read_bytes() == first
    assert read_quality(tmp_path) == score.measured()


def test_the_domains_of_a_set_make_the_whole() -> None:
    for each in score.measured().sets:
        for count in ("labels", "found", "right", "missed", "invented", "confused", "wrong_year"):
            parts = sum(getattr(figures, count) for figures in each.domains.values())
            assert parts == getattr(each.whole, count), (each.id, count)


def test_it_prints_every_set_and_the_agreement(capsys: pytest.CaptureFixture[str]) -> None:
    assert score.main([]) == 0
    said = capsys.readouterr().out
    for name in labelled.SETS:
        assert f"\n{name}: " in f"\n{said}"
    assert said.count("\n  school_safety") == sum(map(labelled.at_hand, labelled.SETS))
    assert "\nstrict " in said
    assert "\nlenient " in said


def test_reports_that_are_not_at_hand_get_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(labelled, "SHARED_REPORTS", tmp_path / "none")
    assert score.main([]) == 0
    assert "shared-reports: not at hand" in capsys.readouterr().out


def test_errors_are_listed_but_for_the_unseen_half(capsys: pytest.CaptureFixture[str]) -> None:
    assert score.main(["--errors"]) == 0
    said = capsys.readouterr().out
    assert f"{BUILDING}: errors\n" in said
    assert f"{SAMPLE}: errors\n" in said
    assert f"{UNSEEN}: errors are not listed" in said
    assert [x["id"] for _, x in documents(UNSEEN) if f"\n{x['id']}: " in said] == []


@pytest.mark.parametrize("names", [[UNSEEN], [BUILDING, UNSEEN], ["everything"]])
def test_errors_that_nobody_may_see_are_refused(names: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert score.main(["--errors", *names]) == 1
    said = capsys.readouterr()
    assert said.err
    assert [x["id"] for _, x in documents(UNSEEN) if x["id"] in said.out] == []


def test_no_path_of_a_machine_is_in_the_figures() -> None:
    assert not any(part in measured_quality() for part in ("/", "\\", "20261", "2026-"))
