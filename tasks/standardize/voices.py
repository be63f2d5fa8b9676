"""For whom a text speaks: its own 全县, a school's 我校, a province's 全省, a county left unnamed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

VOICES: Mapping[str, tuple[str, ...]] = {
    "nation": ("全国各地", "我国", "教育部"),
    "县": ("全县", "我县", "本县"),
    "区": ("全区", "我区", "本区", "我城区", "全城区", "本城区"),
    "市": ("全市", "我市", "本市"),
    "旗": ("全旗", "我旗", "本旗"),
    "school": (
        *("全校", "我校", "本校", "全园", "我园", "本园", "全镇", "我镇", "全乡", "我乡", "我院"),
        *("该校", "该园"),
    ),
    # what a reporter says of the place; a page of a prefecture says it of many
    "told": ("该县", "该区", "该市", "该旗"),
    "town": ("全镇", "我镇", "全乡", "我乡", "该镇", "该乡", "该街道", "我街道", "本镇", "本乡"),
}
"""Words for whom a report speaks of. No two of one voice can overlap, so they are counted one by one."""
PATTERN_VOICES: Mapping[str, re.Pattern[str]] = {
    "province": re.compile(r"全省|我省|全自治区|省教育厅"),
    "州": re.compile(r"全州(?!市|县)|我州|全盟|我盟"),
}
MASKED_NAME = re.compile(r"(?:[X×xＸ*＊某○]{1,4}|\.{3})(?:县|区|市|旗)")
# 县教育局, 区委 without a name before them. Not 市教育局, which can be a prefecture's; 各县区教育局 and
# 自治区教育厅 are of no single county, and 开发区, 社区, 校区, 地区 are no districts
UNNAMED = re.compile(
    r"(?<![市县各、）/省治社地小发校学牧山林片灾库新老城边特景辖])[县区旗]"
    r"(?:委[、，、办书常宣组领县区]|政府|人民政府|直[机属学]|教[育体科工]|中小学|职教|职业|域[教内]|第?[一二三]中)"
)
OPENS_UNNAMED = re.compile(
    r"\s*[县区旗](?:教|委|政府|人民政府|中小学|义务|学前|幼儿|20|19|“?十[一二三四五]五)"
)
UNNAMED_SAID = 2
LEAST_VOICE = 2


def voices_of(text: str, names: Iterable[str] = ()) -> dict[str, int]:
    """How often a text speaks for each of those whose words are known, but for names of places in it."""
    found = {name: sum(map(text.count, words)) for name, words in VOICES.items()}
    for name in names:  # the 全县 of 天全县 speaks for no county
        for kind, words in VOICES.items():
            found[kind] -= text.count(name) * sum(word in name for word in words)
    return found | {name: len(pattern.findall(text)) for name, pattern in PATTERN_VOICES.items()}


def unnamed_county(title: str, text: str) -> bool:
    """Whether a report is of a county whose name it masks, or has left out: 县教育局2016年工作总结."""
    return (
        MASKED_NAME.search(text) is not None
        or MASKED_NAME.search(title) is not None
        or OPENS_UNNAMED.match(title or text) is not None
        or sum(1 for _ in UNNAMED.finditer(text)) >= UNNAMED_SAID
    )


def speaks(name: str, voices: Mapping[str, int]) -> bool:
    """Whether the text's own 全县, 全区 or 全市 fits the kind of the place."""
    own = {char: voices[char] for char in "县区市旗"}
    most = max(own.values())
    if most < LEAST_VOICE:
        return True  # one 我区 can be the autonomous region
    return own[kind_of(name)] * 3 >= most


def kind_of(name: str) -> str:
    """Which of 县, 区, 市 and 旗 a place is called in its own pages."""
    return name[-1] if name[-1] in "县区市旗" else "县"
