"""How a release is cited and what may be done with it: `CITATION.cff` and `LICENSE-DATA.md`.

https://github.com/citation-file-format/citation-file-format, version 1.2.0.
"""

from __future__ import annotations

import json

from outputs.release.descriptions.dataset import Dataset

CITATION = "CITATION.cff"
LICENCE = "LICENSE-DATA.md"


def cite_as(dataset: Dataset) -> str:
    """The citation in a line."""
    words = dataset.words
    return f"{words.creator} ({dataset.month.year}). {words.title_en} (version {dataset.version}) [Data set]."


def citation_text(dataset: Dataset) -> str:
    """The citation as CFF, which is YAML; a text in JSON's quotes is one in YAML's."""
    words = dataset.words
    entries = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below, with the version: releases differ.",
        "type": "dataset",
        "title": words.title,
        "abstract": words.description,
        "version": dataset.version,
        # CFF wants a day, and a release knows its month only: the first of it.
        "date-released": dataset.month.isoformat(),
        "license": words.licence.id,
    }
    lines = [f"{key}: {_quoted(text)}" for key, text in entries.items()]
    lines += ["authors:", f"  - name: {_quoted(words.creator)}"]
    lines += ["keywords:", *(f"  - {_quoted(word)}" for word in words.keywords)]
    return "\n".join(lines) + "\n"


def licence_text(dataset: Dataset) -> str:
    """The licence of the data in words, in Chinese and English."""
    words = dataset.words
    licence = words.licence
    return f"""\
# Licence of the data · 数据许可

{words.title}, version {dataset.version}, is licensed under {licence.title} ({licence.id}):
{licence.url}legalcode.en

You may share and adapt the data for any purpose, as long as you give credit, link to the licence, and say
what you changed. Credit: {cite_as(dataset)}

The licence covers what this project made: the tables, their arrangement, definitions, codes and texts. The
figures are facts and nobody's property. Quotes and sentences in `observations` and `corrections` are short
extracts from pages of public bodies and others, which keep what rights they have; the table `reports` names
each page. Where `reports` says `restated`, the sentences are ours and must not be quoted as the publisher's.
There is no warranty: see `QUALITY.md` for what is known of errors.

本数据以“署名 4.0 国际”（{licence.id}）许可发布：{licence.url}legalcode.zh-hans

可以为任何目的共享和改编，须署名、给出许可链接，并说明是否作了修改。许可涵盖本项目所作的表、
编排、定义、编码和文字；数字是事实，不属于任何人。`observations` 与 `corrections` 中的引文和原句
是公开页面的简短摘录，页面发布者的权利不受影响，各页面见 `reports`；`reports` 标为 `restated` 的，
句子由本项目改写，不可当作发布者的原文引用。
不作任何担保，已知的误差见 `QUALITY.md`。
"""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
