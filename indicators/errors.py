"""The errors of this project: what a person reads when something is wrong."""

from __future__ import annotations


class CountyEducationError(Exception):
    """An error that a person can act on.

    Its text says where it is (`place`: a file, a line, a key), what was found, what was expected and
    what to do. The command line prints it as one line and never shows a traceback for it.
    """

    def __init__(self, place: object, found: str, expected: str = "", remedy: str = "") -> None:
        self.place = str(place)
        self.found = found
        self.expected = expected
        self.remedy = remedy
        text = f"{self.place}: {found}"
        if expected:
            text += f"; expected {expected}"
        if remedy:
            text += f". {remedy}"
        super().__init__(text)

    def __reduce__(self) -> tuple[type[CountyEducationError], tuple[str, str, str, str]]:
        """Processes hand errors to one another as they are."""
        return type(self), (self.place, self.found, self.expected, self.remedy)


class CatalogueError(CountyEducationError):
    """The catalogue or the vocabulary is wrong: an unknown key, a duplicate, a word claimed twice."""


class SourceError(CountyEducationError):
    """A source cannot be read: a missing file, an unreadable one, a registry that is wrong."""


class CorrectionError(CountyEducationError):
    """A correction is wrong, or what it puts right is not what is read."""


class ReleaseError(CountyEducationError):
    """A release cannot be written, found or verified."""


class DriftError(CountyEducationError):
    """A run is too far from the last one to be published before a person has looked."""


class QuestionError(CountyEducationError):
    """A question that the release cannot answer: an unknown place, an unknown indicator."""


class StoreError(ReleaseError):
    """A store of releases cannot be reached, read or written, or says something else than it should."""
