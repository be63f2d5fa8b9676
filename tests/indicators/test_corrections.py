"""A file of corrections is read as it is meant, or refused with the file, the line and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.catalogue import load_catalogue
from indicators.corrections import Placed, load_corrections, read_corrections
from indicators.errors import CorrectionError

SNAPSHOT = "a" * 64
GOOD = f"""\
# [[correction]] in a comment is none

[[correction]]
source = "liucheng.txt"
snapshot = "{SNAPSHOT}"
report = "r1"
indicator = "kindergartens"
expect = {{ value = 85, status = "actual", year = 2019 }}
should_be = {{ value = 58 }}
reason = "The table says 58."
found_by = "a reader"
"""


def read(text: str) -> tuple[Placed, ...]:
    return read_corrections(text, "my.toml", load_catalogue())


def test_a_correction_is_read_with_its_place() -> None:
    ((place, correction),) = read(GOOD)
    assert place == "my.toml line 3"
    assert correction.should_be is not None
    assert correction.should_be.given == {"value": 58.0}
    assert (str(correction.expect), correction.found_by) == ("85 (actual, 2019)", "a reader")


def test_the_file_of_the_package_is_good_and_its_example_too() -> None:
    load_corrections(None, load_catalogue())
    head = Path(__file__).parents[2] / "indicators/corrections.toml"
    lines = head.read_text("utf-8").splitlines()
    first = lines.index("# [[correction]]")
    example = "\n".join(line.removeprefix("# ") for line in lines[first : lines.index("#", first)])
    ((_, correction),) = read(example.replace("…", SNAPSHOT, 1))
    assert correction.evidence == "https://…"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('report = "r1"', 'raport = "r1"', r"my\.toml line 6: \[\[correction\]\] raport: Extra inputs"),
        ("value = 58", "value = 58, colour = 1", r"line 9: .* should_be\.colour: Extra inputs"),
        ("value = 58", 'value = "58"', r"line 9: .* should_be\.value: Input should be a valid number"),
        ("value = 58", "", r"line 9: .* should_be: puts nothing right, expected one of value, bound"),
        ("value = 58", 'region_code = "4502"', r"line 9: .* should_be\.region_code"),
        ("value = 58", "value = nan", r"line 9: .* should_be\.value: Input should be a finite"),
        ("should_be = { value = 58 }", "", r"line 3: .*expected either should_be or withdraw = true"),
        ("should_be", "withdraw = true\nshould_be", "line 3: .*expected either should_be or withdraw"),
        ("should_be = { value = 58 }", "withdraw = false", r"line 9: .* withdraw: Input should be True"),
        ("expect = ", "expected = ", r"line 8: .* expected: Extra inputs"),
        ('expect = { value = 85, status = "actual", year = 2019 }', "", r"line 3: .* expect: Field required"),
        (', status = "actual"', "", r"expect\.status: Field required"),
        ('"actual"', '"done"', r"line 8: .* expect\.status: Input should be 'actual' or 'planned'"),
        ("The table says 58.", " ", r"line 10: .* reason"),
        ("a reader", "", r"line 11: .* found_by"),
        (SNAPSHOT, "a", r"line 5: .* snapshot"),
        ('"kindergartens"', '"gardens"', r"my\.toml line 7: 'gardens'; expected the id of an indicator"),
        ("# [[", "x = 1 # [[", r"my\.toml: 'x'; expected tables \[\[correction\]\] and nothing else"),
        ("[[correction]]\nsource", "[[corection]]\nsource", r"my\.toml: 'corection'; expected tables"),
        ("[[correction]]\nsource", "[correction]\nsource", "'correction' is no list of tables"),
        ("58 }", "58", r"my\.toml: .*line 9.*; expected TOML"),
    ],
)
def test_a_wrong_one_is_refused_with_its_line(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(CorrectionError, match=message):
        read(GOOD.replace(old, new, 1))


def test_two_corrections_of_one_fact_are_refused_with_both_places() -> None:
    again = GOOD.replace("should_be = { value = 58 }", "withdraw = true")
    other = GOOD.replace("2019", "2018")
    assert [place for place, _ in read(GOOD + other)] == ["my.toml line 3", "my.toml line 14"]
    with pytest.raises(CorrectionError, match=r"line 14: a second correction of the fact of my\.toml line 3"):
        read(GOOD + again)


def test_what_is_wrong_in_the_second_is_said_of_the_second() -> None:
    second = GOOD.replace("2019", "2018").replace('"a reader"', "7")
    with pytest.raises(CorrectionError, match=r"line 22: \[\[correction\]\] found_by"):
        read(GOOD + second)
    inline = 'correction = [{ reason = "x" }]'
    with pytest.raises(CorrectionError, match=r"my\.toml correction 1: \[\[correction\]\] snapshot: Field"):
        read(inline)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match=r"gone\.toml: cannot be read \(No such file"):
        load_corrections(tmp_path / "gone.toml", load_catalogue())
    (tmp_path / "odd.toml").write_bytes(b"\xff")
    with pytest.raises(CorrectionError, match=r"odd\.toml: cannot be read \('utf-8'"):
        load_corrections(tmp_path / "odd.toml", load_catalogue())
