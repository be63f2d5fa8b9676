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
    for char, scale in (("亿", MYRIADS["亿"]), ("万", MYRIADS["万"])):
        before, mark, after = text.partition(char)
        if not mark:
            continue
        high, low = _whole(before), _whole(after) if after else 0
        if high is None or low is None or low >= scale:
            return None
        if len(after) == 1 and after in DIGITS:  # 三万五 is 35,000
            low *= scale // 10
        return high * scale + low
    return _below_a_myriad(text)


def _below_a_myriad(text: str) -> int | None:
    total = 0
    digit: int | None = None
    last = 10_000
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
        elif char in SCALES and SCALES[char] < last:
            last = SCALES[char]
            total += (digit if digit else 1) * last
            digit = None
        else:
            return None
    if digit and last < 10_000 and last > 10 and text[-2] not in "零〇○":  # 三百五 is 350
        digit *= last // 10
    return total + (digit or 0)
