"""Weighing the signs: what goes with wrong facts weighs more, and the file is read back as it was written."""

from __future__ import annotations

from pathlib import Path

from benchmarks.doubt import BELIEVED, SURE, Seen, judged, lifted, toml_of, weighed, with_some_forgotten
from indicators.doubts import Doubts, Sign, load_doubts, read_doubts
from indicators.vocabulary import load_vocabulary

BARE = Doubts(0.0, {name: Sign(name, "", "", "", 0.0, 0, 0) for name in ("bad", "idle")})


def test_a_sign_of_wrong_facts_weighs_more_than_an_idle_one() -> None:
    seen: list[Seen] = [
        *[(frozenset({"bad"}), number < 10) for number in range(40)],
        *[(frozenset({"idle"}), number < 76) for number in range(80)],
        *[(frozenset(), number < 380) for number in range(400)],
    ]
    found = weighed(seen, BARE)
    assert found.signs["bad"].weight > 1 > abs(found.signs["idle"].weight)
    assert (found.signs["bad"].seen, found.signs["bad"].wrong) == (40, 30)
    assert found.of(()) < 0.1 < found.of({"bad"})


def test_the_file_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "doubts.toml"
    file.write_text(toml_of(load_doubts()), encoding="utf-8")
    assert read_doubts(file) == load_doubts()


def test_a_fact_is_right_where_a_label_says_so_and_once() -> None:
    label = {"indicator": "kindergartens", "value": 85.0, "status": "actual"}
    row = dict(label)
    found = [(row, frozenset({"bad"})), (dict(row), frozenset())]
    assert list(judged(found, {"labels": [label]})) == [(frozenset({"bad"}), True), (frozenset(), False)]
    assert list(judged(found, {"labels": [], "disputed": [label]})) == []


def test_words_are_forgotten_alike_each_time() -> None:
    whole = load_vocabulary()
    once, again = (with_some_forgotten(whole, 0.5, 1) for _ in range(2))
    assert once.classes == again.classes
    assert len(once.words) < len(whole.words)
    assert with_some_forgotten(whole, 0.0, 1).classes == whole.classes


def test_the_base_is_lifted_until_the_sure_ones_can_be_believed() -> None:
    doubts = Doubts(-4.0, {"bad": Sign("bad", "", "", "", 1.0, 0, 0)})
    seen: list[Seen] = [
        *[(frozenset({"bad"}), number < 30) for number in range(40)],
        *[(frozenset(), number < 399) for number in range(400)],
    ]
    raised = lifted(seen, doubts)
    sure = [right for signs, right in seen if raised.of(signs) < SURE]
    assert raised.base > doubts.base
    assert len(sure) == 400
    assert sum(sure) >= BELIEVED * len(sure)
