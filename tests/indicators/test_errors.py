"""What a person reads when something is wrong."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from indicators.errors import CatalogueError, CountyEducationError, QuestionError, ReleaseError, SourceError


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("a.toml", "no table"), "a.toml: no table"),
        (("a.toml", "no table", "one"), "a.toml: no table; expected one"),
        (("a.toml", "no table", "one", "Add it."), "a.toml: no table; expected one. Add it."),
        (("a.toml", "no table", "", "Add it."), "a.toml: no table. Add it."),
    ],
)
def test_the_text_says_place_found_expected_and_remedy(arguments: tuple[str, ...], text: str) -> None:
    error = CountyEducationError(*arguments)
    assert str(error) == text
    assert (error.place, error.found) == arguments[:2]
    assert (error.expected, error.remedy) == (*arguments[2:], "", "")[:2]


def test_a_path_is_a_place() -> None:
    assert CountyEducationError(Path("pages") / "a.txt", "missing").place == str(Path("pages/a.txt"))


@pytest.mark.parametrize("kind", [CatalogueError, SourceError, ReleaseError, QuestionError])
def test_every_kind_is_caught_as_one(kind: type[CountyEducationError]) -> None:
    with pytest.raises(CountyEducationError, match="here: broken"):
        raise kind("here", "broken")


def test_a_process_hands_an_error_on_as_it_is() -> None:
    error = pickle.loads(pickle.dumps(ReleaseError("a file", "gone", "it", "Make it again.")))
    assert (type(error), str(error)) == (ReleaseError, "a file: gone; expected it. Make it again.")
    assert (error.place, error.remedy) == ("a file", "Make it again.")
