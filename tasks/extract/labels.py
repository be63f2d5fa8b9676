"""What a heading, or a line that only names what follows, speaks of: 项目二 义务教育大班额; ——初中。"""

from __future__ import annotations

import re

from tasks.extract.lexicon import Lexicon

LONGEST_LABEL = 8
ENDS = re.compile(r"(?:基本)?(?:情况|方面|阶段|教育|队伍|建设|队伍建设|呢|那块|这块|一项)$")
OPENS = re.compile(
    r"^(?:[先再后]?[看说讲谈论]+(?:说|到)?|至于|关于|[（(]?[0-9一二三四五六七八九十]+[）)．.、]"
    r"|(?:项目|任务|指标|事项|实事)[0-9一二三四五六七八九十]+[：:、 \u3000]*)"
)
OF_ALL = re.compile(r"^(?:全[县区市旗]|我[县区市旗]|义务教育阶段|义务教育|中小学校?|教育系统)")
"""What may stand before the noun of a label that is of the whole county anyway."""


def labelled_thing(lexicon: Lexicon, words: str) -> str | None:
    """The noun of the catalogue that a label is, without what opens and ends it."""
    said = ENDS.sub("", OPENS.sub("", words))
    thing = lexicon.thing(said) if said else None
    if thing is None and said:
        bare = OF_ALL.sub("", said)
        thing = lexicon.thing(bare) if bare and bare != said else None
    return thing
