"""The shares of a site: each is made of a cut of the release, and comes out as of all of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from indicators.errors import ReleaseError
from outputs.pages import domain_figures, domains, shares
from outputs.pages.language import Language
from outputs.pages.loading import Cut, place_sizes, read_release
from outputs.pages.parts import digest_of
from outputs.pages.published import UNPLACED, Release
from outputs.pages.shares import KINDS, LAST, Share, shares_of
from outputs.pages.site import build_site
from outputs.pages.writer import Writer
from tests.outputs.pages.conftest import VERSION


@pytest.fixture
def small(release_folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Share]:
    """The shares of the made release, those of places small, so that there are several."""
    monkeypatch.setattr(shares, "ROWS", 200)
    return [*shares_of(release_folder), LAST]


def test_every_part_is_in_one_share(release: Release, release_folder: Path, small: list[Share]) -> None:
    found = Counter(
        (kind.name, key)
        for share in small
        for kind, key in share.parts(read_release(release_folder, VERSION, share.cut))
    )
    assert found == Counter((kind.name, key) for kind in KINDS for key in kind.keys(release))
    assert sum(share.cut.places is not None for share in small) > 3


def test_a_cut_gives_the_digests_and_the_pages_of_the_whole(
    release: Release, release_folder: Path, small: list[Share]
) -> None:
    for share in small:
        cut = read_release(release_folder, VERSION, share.cut)
        assert cut.shared == release.shared
        for kind, key in share.parts(cut):
            if not share.cut.overview:  # there statements are without their texts
                assert digest_of(kind, key, cut, "") == digest_of(kind, key, release, ""), (kind.name, key)
            of_cut, of_whole = (
                dict(kind.pages(each, key, Writer(each, Language.ENGLISH))) for each in (cut, release)
            )
            assert of_cut == of_whole, (kind.name, key)


def test_tables_by_province_are_those_of_the_whole(
    release: Release, release_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(domain_figures, "MOST_PLACES", 5)
    wanted = set(domains.KIND.keys(release))
    assert any("/" in key for key in wanted)
    for share in shares_of(release_folder):
        if domains.KIND in share.kinds:
            cut = read_release(release_folder, VERSION, share.cut)
            for kind, key in share.parts(cut):
                wanted.remove(key)
                of_cut, of_whole = (
                    dict(kind.pages(each, key, Writer(each, Language.CHINESE))) for each in (cut, release)
                )
                assert of_cut == of_whole, key
    assert wanted == set()


def test_a_cut_holds_no_more_than_its_rows(release: Release, release_folder: Path) -> None:
    cut = read_release(release_folder, VERSION, Cut(places=("450222", "450225")))
    assert {place.code for place in cut.places} == {"450222", "450225"}
    assert set(cut.statements["region_code"]) == {"450222", "450225"}
    assert 0 < len(cut.reports) < len(release.reports)
    masked = read_release(release_folder, VERSION, Cut(places=(UNPLACED, UNPLACED)))
    assert masked.statements.height == release.statements["region_code"].null_count() > 0
    assert (masked.facts.height, masked.places) == (0, ())


def test_places_are_counted_with_what_they_have(release: Release, release_folder: Path) -> None:
    sizes = dict(place_sizes(release_folder))
    assert list(sizes)[-1] == UNPLACED
    assert sum(sizes.values()) == release.facts.height + release.statements.height


def refuse() -> None:
    """What goes wrong beside the pages."""
    raise ReleaseError("csv/indicators.csv", "cannot be written", "room for it", "Is the disk full?")


@pytest.mark.parametrize("processes", [1, 2])
def test_what_goes_wrong_beside_the_pages_is_said(
    release_folder: Path, tmp_path: Path, processes: int
) -> None:
    with pytest.raises(ReleaseError, match="cannot be written; expected room for it"):
        build_site(release_folder, tmp_path, VERSION, processes=processes, beside=refuse)
