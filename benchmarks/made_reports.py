"""Made reports: work reports of county education bureaus with known facts, the same for the same seed.

Report `n` is the same however many are made. Each is of another place and year, in one of the forms in which
pages come: most are HTML, some DOCX or text. What they say is in `made_reports.toml`.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path

import polars as pl

from indicators.frozen import Frozen
from indicators.gazetteer import load_gazetteer
from indicators.reference import regions_frame
from indicators.toml_files import read_model

SAYINGS = Path(__file__).with_name("made_reports.toml")
SEED = 2026
FIRST_YEAR, LAST_YEAR = 2006, 2025
NOISE = 16
"""So many paragraphs in which nothing is measured."""
TRAPS = 6
"""So many sentences with figures that are no facts of the place."""
ORDINALS = "一二三四五六七八九"


class Saying(Frozen):
    """A paragraph with facts, in several ways of putting it."""

    facts: tuple[str, ...]
    values: tuple[str, ...]
    ways: tuple[str, ...]
    under: str | None = None


class Trap(Frozen):
    """Sentences with figures that are no facts of the place."""

    ways: tuple[str, ...]


class Noise(Frozen):
    """Pieces of paragraphs in which nothing is measured."""

    openings: tuple[str, ...]
    middles: tuple[str, ...]
    endings: tuple[str, ...]


class Sayings(Frozen):
    """The file."""

    headings: tuple[str, ...]
    saying: tuple[Saying, ...]
    promise: tuple[Saying, ...]
    trap: tuple[Trap, ...]
    noise: Noise


@dataclass(frozen=True, slots=True)
class Fact:
    """What a made report says: in the catalogue's unit."""

    region_code: str
    year: int
    indicator: str
    status: str
    value: float


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A page: the name of its file, its bytes, and the facts that are in it."""

    name: str
    content: bytes
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place that has its name for itself, over all years of the reports."""

    code: str
    name: str

    @property
    def whole(self) -> str:
        """The word for all of it."""
        return "全" + self.name[-1]


@cache
def sayings() -> Sayings:
    """What made reports say. Raises CatalogueError where the file is wrong."""
    return read_model(Sayings, SAYINGS)


@cache
def places() -> tuple[Place, ...]:
    """Counties, districts and cities whose name no other place has or had, and that stayed what they were."""
    regions = regions_frame(load_gazetteer().divisions)
    alone = regions.filter(pl.len().over("name") == 1, pl.len().over("region_code") == 1)
    lasting = alone.filter(
        pl.col("valid_until").is_null(), pl.col("valid_from").fill_null(0) < FIRST_YEAR
    ).filter(pl.col("name").str.contains("^.{2,}[县区市]$"))
    return tuple(Place(*row) for row in lasting.sort("region_code").select("region_code", "name").rows())


def made_reports(start: int, stop: int, seed: int = SEED) -> Iterator[MadeReport]:
    """The reports `start` to `stop`. Raises ValueError where there are not so many places and years."""
    most = len(places()) * (LAST_YEAR - FIRST_YEAR + 1)
    if stop > most:
        raise ValueError(f"{stop:,} reports: there are places and years for {most:,}")
    for number in range(start, stop):
        yield made_report(number, seed)


def made_report(number: int, seed: int = SEED) -> MadeReport:
    """One report."""
    chance = random.Random(f"{seed} {number}")
    place = places()[number % len(places())]
    year = LAST_YEAR - number // len(places())
    facts: list[Fact] = []
    values = figures(chance)

    def say(saying: Saying, of: int, status: str) -> str:
        told = [values[name]() for name in saying.values]
        facts.extend(
            Fact(place.code, of, indicator, status, value)
            for indicator, value in zip(saying.facts, told, strict=True)
        )
        words = {"year": year, "next": of, "place": place.name, "all": place.whole}
        return chance.choice(saying.ways).format(*(f"{value:g}" for value in told), **words)

    about = sayings()
    parts: dict[str, list[str]] = {heading: [] for heading in about.headings}
    for each in about.saying:
        if each.under is not None and chance.random() < 0.85:
            parts[each.under].append(say(each, year, "actual"))
    for _ in range(TRAPS):
        parts[chance.choice(about.headings)].append(_trap(chance))
    for _ in range(NOISE):
        parts[chance.choice(about.headings)].append(_noise(chance, place))
    for part in parts.values():
        chance.shuffle(part)
    plans = [say(each, year + 1, "planned") for each in about.promise if chance.random() < 0.6]
    paragraphs = [_noise(chance, place)]
    for count, (heading, part) in enumerate(parts.items()):
        paragraphs += [f"{ORDINALS[count]}、{heading}", *part]
    if plans:
        paragraphs += [f"{ORDINALS[len(parts)]}、{year + 1}年工作打算", *plans, _noise(chance, place)]
    title = f"{place.name}教育局{year}年工作总结"
    signed = [f"{place.name}教育局", f"{year}年12月{chance.randint(10, 30)}日"]
    form = chance.choices(("html", "docx", "txt"), (80, 8, 12))[0]
    content = WRITERS[form](title, [*paragraphs, *signed], place, year)
    return MadeReport(f"{place.code}-{year}.{form}", content, tuple(facts))


def figures(chance: random.Random) -> Mapping[str, Callable[[], float]]:
    """How the values of a report are made; kindergartens are the public and the private ones."""
    public, private = chance.randint(5, 90), chance.randint(5, 120)
    teachers = chance.randint(900, 6000)
    return {
        "kindergartens": lambda: public + private,
        "public_kindergartens": lambda: public,
        "private_kindergartens": lambda: private,
        "children": lambda: chance.randint(3_000, 30_000),
        "rate": lambda: round(chance.uniform(70, 99.9), 1),
        "schools": lambda: chance.randint(20, 200),
        "pupils": lambda: chance.randint(8_000, 60_000),
        "staff": lambda: teachers + 150,
        "teachers": lambda: teachers,
        "few": lambda: chance.randint(11, 180),
        "aided": lambda: chance.randint(1_000, 12_000),
        "money": lambda: round(chance.uniform(100, 2_000), 2),
        "guards": lambda: chance.randint(60, 900),
        "none": lambda: 0,
    }


def _trap(chance: random.Random) -> str:
    way = chance.choice([way for trap in sayings().trap for way in trap.ways])
    return way.format(chance.randint(11, 400), chance.randint(2, 60))


def _noise(chance: random.Random, place: Place) -> str:
    noise = sayings().noise
    sentences = [
        chance.choice(noise.openings).format(place=place.name)
        + "".join(chance.sample(noise.middles, 2))
        + chance.choice(noise.endings)
        for _ in range(2)
    ]
    return "".join(sentences)


def _html(title: str, paragraphs: Sequence[str], place: Place, year: int) -> bytes:
    text = "\n".join(f'<p style="text-indent:2em">{escape(each)}</p>' for each in paragraphs)
    menu = "".join(f'<li><a href="/c{n}/">{word}</a></li>' for n, word in enumerate(("首页", "政务公开")))
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title} - {place.name}人民政府门户网站</title>
<meta name="SiteName" content="{place.name}人民政府门户网站"><meta name="ArticleTitle" content="{title}">
<style>body{{font:16px/1.9 serif;margin:0}}.nav li{{float:left}}</style></head>
<body><div class="nav"><ul>{menu}</ul></div><div class="article"><h1>{title}</h1>
<div class="info">来源：{place.name}教育局 发布日期：{year + 1}-01-15</div><div class="content">
{text}
</div></div><div class="foot"><a href="/about/">关于我们</a> 版权所有：{place.name}人民政府</div>
</body></html>
""".encode()


def _txt(title: str, paragraphs: Sequence[str], _place: Place, _year: int) -> bytes:
    return "\n".join([title, *paragraphs, ""]).encode()


def _docx(title: str, paragraphs: Sequence[str], _place: Place, _year: int) -> bytes:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(each)}</w:t></w:r></w:p>'
        for each in (title, *paragraphs)
    )
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
    }
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return stream.getvalue()


WRITERS: Mapping[str, Callable[[str, Sequence[str], Place, int], bytes]] = {
    "html": _html,
    "docx": _docx,
    "txt": _txt,
}
