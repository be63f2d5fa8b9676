"""The words of the pages that no release carries: what domains are about, units, reasons and choices.

A release is read as it is; what it adds later (a new unit, a new step of the choosing policy) is
shown under its own name until it gets words here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A pair of names, Chinese first."""

    zh: str
    en: str


COMPARED: dict[str, Words] = {
    "preschool_access": Words(
        "幼儿园的数量与性质、在园幼儿、入园机会与普惠程度，以及学前教育的新增供给。",
        "Kindergartens and who runs them, the children in them, access, inclusiveness, and what was added.",
    ),
    "balanced_progress": Words(
        "中小学的布局与规模、入学与巩固、大班额、校际差距，以及建设与资助。",
        "Schools and pupils, enrolment and retention, large classes, gaps between schools, building and aid.",
    ),
    "teacher_supply": Words(
        "教师的数量、补充、交流轮岗、培训与资格。",
        "How many teachers there are, how they are recruited, rotated and trained, and what they hold.",
    ),
    "school_safety": Words(
        "安全事故与隐患、安保力量、校车、演练与安全教育。",
        "Incidents and hazards, guards and alarms, school buses, drills and safety lessons.",
    ),
}
"""The domains with a table of their own, in the order of the pages, and what they are about.

Their names stand in the release's catalogue.
"""

KINDS: dict[str, Words] = {
    "ratio": Words("比率", "Ratios"),
    "stock": Words("时点数", "At the date of the report"),
    "flow": Words("当年数", "In the course of the year"),
}
"""The spanners of a comparison table, in its order: what compares best between places comes first."""

UNITS: dict[str, Words] = {
    "所": Words("所", "institutions"),
    "个": Words("个", "number"),
    "人": Words("人", "persons"),
    "人次": Words("人次", "participations"),
    "%": Words("%", "per cent"),
    "1": Words("比值", "ratio"),
    "万元": Words("万元", "10,000 yuan"),
    "平方米": Words("平方米", "square metres"),
    "起": Words("起", "incidents"),
    "例": Words("例", "cases"),
    "辆": Words("辆", "vehicles"),
    "场": Words("场", "sessions"),
    "次": Words("次", "times"),
    "处": Words("处", "places"),
}

BOUND_SIGNS: dict[str, str] = {"exact": "", "approx": "≈", "at_least": "≥", "at_most": "≤"}

BOUNDS: dict[str, Words] = {
    "exact": Words("", ""),
    "approx": Words("约", "about"),
    "at_least": Words("不低于", "at least"),
    "at_most": Words("不高于", "at most"),
}

METHODS: dict[str, Words] = {
    "stated": Words("报告原文", "as stated"),
    "derived": Words("推算", "derived from other figures"),
    "corrected": Words("更正", "corrected"),
}

METHOD_SIGNS: dict[str, str] = {"stated": "", "derived": "†", "corrected": "‡"}

FLAGS: dict[str, Words] = {
    "out of range": Words("超出合理范围", "out of range"),
    "stated otherwise in the report": Words("同一报告另有不同数字", "stated otherwise in the report"),
    "read by OCR": Words("由图片识别（OCR）得到", "read by OCR"),
    "OCR unsure": Words("图片识别把握不大，请对照原图", "OCR unsure"),
    "place not named": Words("报告隐去了地名", "place not named"),
    "place by the registry": Words(
        "报告本身没有写明是哪里，地区据来源登记",
        "the place is the registry’s, the report leaves it open",
    ),
    "the registry names another place": Words(
        "来源登记写的是另一个地区，此处以报告为准", "the registry names another place; the report’s counts"
    ),
}
"""One for each of `indicators.schemas.FLAGS`; any other is shown as the release has it."""

REASONS: dict[str, Words] = {
    "digits lost": Words("数字缺失", "digits lost"),
    "no figures": Words("没有数字", "no figures"),
    "no county-level place": Words("无法确定县级地区", "no county-level place"),
    "unsupported form": Words("不支持的文件格式", "unsupported form"),
    "no text layer": Words("没有文字层（扫描件）", "no text layer"),
    "damaged": Words("文件损坏", "damaged"),
    "unreadable": Words("文件无法读取", "unreadable"),
    "not fetched": Words("未能抓取", "not fetched"),
    "empty": Words("空文件", "empty"),
    "too large": Words("文件过大", "too large"),
    "duplicate": Words("与另一份报告重复", "duplicate"),
}
"""One for each of `indicators.schemas.REASONS`; a test asks that none is missing."""

REASON_SENTENCES: dict[str, Words] = {
    "digits lost": Words(
        "页面上的数字已经丢失，只剩文字和单位，无法取数。",
        "The page has lost its digits: words and units are left, and nothing to read between them.",
    ),
    "no figures": Words("全文没有可以读取的数字。", "There is no figure to read in the whole text."),
    "no county-level place": Words(
        "无法从页面确定它说的是哪一个县级地区。",
        "The page does not tell which county-level place it is about.",
    ),
    "unsupported form": Words("文件的格式不能读取。", "The file is of a form that cannot be read."),
    "no text layer": Words(
        "文件只有图片（扫描件），没有文字。", "The file is made of pictures (a scan) and holds no text."
    ),
    "damaged": Words(
        "文件已损坏、不完整，或加了密码。", "The file is damaged, incomplete or locked by a password."
    ),
    "unreadable": Words(
        "文件打不开、文字编码无法辨认，或读取时出错。",
        "The file cannot be opened, its encoding cannot be told, or reading it failed.",
    ),
    "not fetched": Words(
        "网站没有给出这个页面：原因是网站的答复，见说明。",
        "The site did not give the page; the detail says what it answered instead.",
    ),
    "empty": Words("文件里没有文字。", "There is no text in the file."),
    "too large": Words("文件过大，不像一份工作报告。", "The file is too large to be a work report."),
    "duplicate": Words(
        "与另一份报告相同，只取其中一份。", "It is the same as another report; one of the two is read."
    ),
}
"""What each of `indicators.schemas.REASONS` means, before the detail that the reader gave."""

REASON_HELP: dict[str, Words] = {
    "digits lost": Words(
        "教育局自己公布的原页——这一份是丢了数字的转载。",
        "the page as the bureau itself published it; this copy has lost its figures.",
    ),
    "no figures": Words(
        "没有什么可补的：这一页本来就没有数字。", "nothing: the page itself states no figure."
    ),
    "no county-level place": Words(
        "如果它确是一个县（市、区）的报告，在来源登记里写明地名。",
        "if it is the report of one county after all, its name in the registry of sources.",
    ),
    "unsupported form": Words(
        "同一报告的网页、文字文档、PDF 或纯文本。", "the same report as a web page, DOCX, PDF or plain text."
    ),
    "no text layer": Words(
        "带文字的版本，或安装文字识别（OCR）后重读。",
        "a version with text, or reading it anew with text recognition (OCR) installed.",
    ),
    "damaged": Words("一份完整、未加密的文件。", "a whole copy of the file, without a password."),
    "unreadable": Words(
        "重新抓取，或换一份能打开的文件。", "fetching it anew, or a copy that can be opened."
    ),
    "not fetched": Words(
        "这一页的新网址，或直接提供文件。", "the address where it stands now, or the file itself."
    ),
    "empty": Words("重新抓取：存下来的这一份没有正文。", "fetching it anew: what was saved holds no text."),
    "too large": Words(
        "只含这份报告的文件，不带前后的其他内容。", "the report alone, without what surrounds it."
    ),
    "duplicate": Words("没有什么可补的：内容已经读过一次。", "nothing: what it says was read once already."),
}
"""What it would take to use a page that was refused for a reason; it follows a colon."""

UNPLACED_NAME = Words("地名不详", "Place not named")
"""What the page of statements is called whose place is masked."""

NO_PROVINCE = Words("省份不详", "Province not known")
NO_PERIOD = Words("年份不详", "year not known")

STATUSES: dict[str, Words] = {"actual": Words("实际", "actual"), "planned": Words("计划", "planned")}

BAR_NAMES: dict[str, Words] = {
    "国家": Words("国家", "national"),
    "普及普惠县": Words("普及普惠县", "universal and inclusive preschool"),
    "基本均衡县": Words("基本均衡县", "basic balance"),
    "优质均衡县": Words("优质均衡县", "high-quality balance"),
}
"""What the catalogue calls the counties that a national bar is set for."""

NATIONAL_BAR = BAR_NAMES["国家"]
"""What a bar is called that has no name."""

AFTER_FIGURE: dict[str, Words] = {
    "1": Words("", ""),
    "%": Words("%", "%"),
    "个": Words(" 个", ""),
    "万元": Words(" 万元", " × 10,000 yuan"),
}
"""What stands behind a figure, where that is not its unit after a space."""

SINGULAR = {
    "institutions": "institution",
    "persons": "person",
    "participations": "participation",
    "square metres": "square metre",
    "incidents": "incident",
    "cases": "case",
    "vehicles": "vehicle",
    "sessions": "session",
    "times": "time",
    "places": "place",
}
"""English units that stand after exactly one."""

DIFFERS = Words("另有不同表述", "stated differently elsewhere")
"""What the mark says of a figure whose statements differ."""

CHOICES: dict[str, Words] = {
    "only statement": Words("只有这一处表述", "the only statement"),
    "corrected before stated": Words("经人工更正的表述优先", "a corrected statement before others"),
    "believable before doubtful": Words(
        "可信的表述优先于超出合理范围或很可能误读的表述",
        "a believable statement before one out of range or more likely misread than not",
    ),
    "exact before bounded": Words(
        "确数优先于约数和上下限", "an exact figure before an approximate or bounded one"
    ),
    "less doubtful": Words("读法更明确的表述优先", "the statement whose reading is less doubtful"),
    "newest report": Words(
        "较新的报告优先：后来的报告重述往年数字，视为修订",
        "the newest report: a later one that restates an earlier year revises it",
    ),
    "known last": Words(
        "同年的报告，公布较晚的优先；未注明发布日期的，按次年3月31日计",
        "of reports of one year, the one known last: since its publication, else 31 March of the next year",
    ),
    "first by report and place": Words(
        "各处表述不分先后，按报告编号和位置取第一处",
        "equal in rank: the first by report id and place in the text",
    ),
    "derived": Words(
        "没有报告写明，按定义由同一报告的其他数字推算",
        "stated by no report: derived, by definition, from other figures of one report",
    ),
}
"""The steps of the choosing policy (`indicators.tables.POLICY`), and what stands in for a choice."""


def unit_words(unit: str) -> Words:
    """The unit as a reader meets it; one without words here is shown as it is."""
    return UNITS.get(unit, Words(unit, unit))


def reason_words(reason: str | None) -> Words:
    """Why a page was refused."""
    return REASONS.get(reason or "", Words(reason or "原因不明", reason or "not given"))


def reason_sentence(reason: str | None) -> Words:
    """What it means that a page was refused for this reason; empty for one without words."""
    return REASON_SENTENCES.get(reason or "", Words("", ""))


def reason_help(reason: str | None) -> Words:
    """What it would take to use a page that was refused for this reason; empty for one without words."""
    return REASON_HELP.get(reason or "", Words("", ""))


def flag_words(flag: str) -> Words:
    """What a reader should know of a figure; a flag without words is shown as it is."""
    return FLAGS.get(flag, Words(flag, flag))


def bar_name(name: str) -> Words:
    """The name of a national bar; one without words is shown as it is."""
    return BAR_NAMES.get(name, Words(name, name))


def after_figure(unit: str, figure: str) -> Words:
    """The unit as it stands behind a figure, with the space before it."""
    words = unit_words(unit)
    english = SINGULAR.get(words.en, words.en) if figure == "1" else words.en
    return AFTER_FIGURE.get(unit, Words(f" {words.zh}", f" {english}"))


def period_words(year: int | None, from_year: int | None, unit: str) -> Words | None:
    """The years that a figure is of; None where nothing is known of them. A share is no sum of years."""
    share = unit in ("%", "1")
    if year is None:
        summed = "" if share else "累计"
        return None if from_year is None else Words(f"{from_year} 年起{summed}", f"since {from_year}")
    if from_year is None or from_year >= year:
        return Words(f"{year} 年", str(year))
    if share:
        return Words(f"{from_year}–{year} 年", f"{from_year}–{year}")
    return Words(f"{from_year}–{year} 年合计", f"{from_year}–{year} together")


def choice_words(chosen_by: str) -> Words:
    """Why a statement was chosen among several."""
    return CHOICES.get(chosen_by, Words(chosen_by, chosen_by))
