"""Numbers as reports write them: 1122, 1.88亿, 三百二十, 百分之九十二点五."""

from __future__ import annotations

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
SCALES = {"十": 10, "百": 100, "千": 1_000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}


def chinese_number(text: str) -> float | None:
    """The value of a Chinese numeral, or None where it is none.

    >>> chinese_number("一百二十"), chinese_number("九十二点五"), chinese_number("两千零三")
    (120.0, 92.5, 2003.0)
    """
    whole, point, fraction = text.partition("点")
    value = _whole(whole)
    if value is None:
        return None
    if not point:
        return float(value)
    if not fraction or any(char not in DIGITS for char in fraction):
        return None
    return float(f"{value}.{''.join(str(DIGITS[char]) for char in fraction)}")


def _whole(text: str) -> int | None:
    if not text:
        return None
    if len(text) > 1 and all(char in DIGITS for char in text):  # 二〇一九: digits in a row
        return int("".join(str(DIGITS[char]) for char in text))
    total = section = digit = 0
    pending = False
    for char in text:
        if char in DIGITS:
            if pending and DIGITS[char] and digit:
                return None
            digit = DIGITS[char]
            pending = True
        elif char in SCALES:
            section += (digit if pending and digit else 1) * SCALES[char]
            digit, pending = 0, False
        elif char in MYRIADS:
            total = (total + section + digit) * MYRIADS[char]
            section = digit = 0
            pending = False
        else:
            return None
    return total + section + digit
