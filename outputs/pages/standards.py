"""The standards that indicators follow, by name in either language; their own names are Chinese."""

from __future__ import annotations

from markupsafe import Markup, escape

from outputs.pages.figures import Bar
from outputs.pages.language import Language

ENGLISH: dict[str, str] = {
    "中国教育监测与评价统计指标体系": (
        "Statistical indicators for monitoring and evaluating education in China, 2020"
    ),
    "县域学前教育普及普惠督导评估办法": (
        "Measures for inspecting universal and inclusive preschool in counties"
    ),
    "县域义务教育优质均衡发展督导评估办法": (
        "Measures for inspecting high-quality and balanced compulsory education in counties"
    ),
    "县域义务教育均衡发展督导评估暂行办法": (
        "Provisional measures for inspecting balanced compulsory education in counties"
    ),
    "国务院办公厅关于进一步加强控辍保学提高义务教育巩固水平的通知": (
        "State Council notice on keeping children in compulsory education"
    ),
    "国务院关于统筹推进县域内城乡义务教育一体化改革发展的若干意见": (
        "State Council opinions on integrating urban and rural compulsory education in counties"
    ),
    "国务院办公厅关于全面加强乡村小规模学校和乡镇寄宿制学校建设的指导意见": (
        "State Council guidance on small rural schools and township boarding schools"
    ),
    "国务院办公厅关于规范农村义务教育学校布局调整的意见": (
        "State Council opinions on closing and merging rural schools"
    ),
    "关于推进县（区）域内义务教育学校校长教师交流轮岗的意见": (
        "Opinions on the rotation of heads and teachers of compulsory schools within counties"
    ),
    "关于实施农村义务教育阶段学校教师特设岗位计划的通知": (
        "Notice on special-post teachers in rural compulsory schools"
    ),
    "教育部直属师范大学师范生公费教育实施办法": (
        "Measures for publicly funded teacher training at the ministry's normal universities"
    ),
    "国家中长期教育改革和发展规划纲要": "National outline for education reform and development, 2010–2020",
    "“十四五”公共服务规划": "Plan of public services, 2021–2025",
    "“十四五”特殊教育发展提升行动计划": "Action plan for special education, 2021–2025",
    "中小学幼儿园安全防范建设三年行动计划": (
        "Three-year action plan for the safety of schools and kindergartens"
    ),
    "中小学、幼儿园安全防范要求": "Safety and protection requirements for schools and kindergartens",
    "中小学幼儿园应急疏散演练指南": "Guide to evacuation drills in schools and kindergartens",
    "校车安全管理条例": "Regulations on the safety of school buses",
    "危险房屋鉴定标准": "Standard for the appraisal of dangerous buildings",
    "教师资格条例": "Regulations on teachers' qualifications",
    "中华人民共和国教师法": "Teachers Law of the People's Republic of China",
}
"""What the standards of the catalogue are called in English (our wording), by their name without a number."""


def standard(name: str, language: Language) -> Markup:
    """A standard as a page names it: by its own name and, on English pages, what it is in English before."""
    if language is Language.CHINESE or name.isascii():
        return escape(name)
    own = Markup('<span lang="zh-Hans">{}</span>').format(name)
    english = in_english(name)
    return Markup("{} ({})").format(english, own) if english else own


def bar_source(bar: Bar, language: Language) -> Markup:
    """The regulation that sets a bar."""
    return standard(bar.source, language)


def in_english(name: str) -> str | None:
    """What a standard is called in English; None for one without words here."""
    found = [known for known in ENGLISH if name.startswith(known)]
    return ENGLISH[max(found, key=len)] if found else None
