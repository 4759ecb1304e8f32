"""Answers to the edge cases below Cases/functions, computed without hfnb.

    python3 edge_cases.py > edge_cases.txt       the answers, one block for each case
    python3 edge_cases.py check                  compares them with the recorded cases

Cases are found by their title. A block may hold some of the columns of its case only; notes and the
columns that have no counterpart in Python are checked by hand. Needs numpy, pandas and scipy.
"""

import calendar
import datetime
import decimal
import json
import math
import pathlib
import re
import sys
import unicodedata

import numpy as np
import pandas as pd
import scipy
import scipy.stats

BLOCKS = {}
FILE = ""
date = datetime.date


def cell(value):
    """A value as hfnb writes it in CSV."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    if isinstance(value, (float, np.floating)):
        value = float(value)
        return str(int(value)) if value == int(value) and abs(value) < 1e16 else repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        text = "[" + ",".join(item(part) for part in value) + "]"
    else:
        text = str(value)
        if text == "":
            return '""'
    if any(mark in text for mark in ',"\n\r'):
        text = '"' + text.replace('"', '""') + '"'
    return text


def item(value):
    if value is None:
        return "null"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else cell(value)


def block(title, **columns):
    title = f"{FILE}: {title}"
    rows = zip(*columns.values())
    lines = [",".join(columns)] + [",".join(cell(value) for value in row) for row in rows]
    assert title not in BLOCKS, title
    BLOCKS[title] = lines


def each(function, *columns):
    """A function over rows; missing in, missing out, and missing where it is undefined."""
    results = []
    for row in zip(*columns):
        if any(value is None for value in row):
            results.append(None)
            continue
        try:
            result = function(*row)
        except (ValueError, ZeroDivisionError, OverflowError):
            result = None
        results.append(None if isinstance(result, complex) else result)
    return results


def numbers():
    x = [-1e308, -2.5, -1.5, -0.5, 0.0, 5e-324, 0.5, 1.5, 2.5, 2.675, 9007199254740993.0, None]
    block(
        "Rounding, signs and magnitudes", x=x, a=each(abs, x),
        s=each(lambda v: (v > 0) - (v < 0), x), f=each(np.floor, x),
        c=each(np.ceil, x), r=each(lambda v: float(round(v)) + 0, x),
        r2=each(lambda v: round(v, 2), x), neg=each(lambda v: -v, x))
    x = [5, 15, 25, -15, 149, 150, 250, None]
    block(
        "Round to tens and hundreds, a tie to the even digit", x=x,
        tens=each(lambda v: round(v, -1), x), hundreds=each(lambda v: round(v, -2), x),
        thousands=each(lambda v: round(v, -3), x))
    x = [1234.5, -25.0, 2.675, 1e300, 0.1, None]
    block(
        "Round numbers to negative and many digits", x=x,
        **{n: each(lambda v, d=d: round(v, d), x) for n, d in [
            ("tens", -1), ("hundreds", -2), ("one", 1), ("two", 2), ("many", 22), ("few", -18)]})
    x = [-1.0, 0.0, 5e-324, 1.0, 4.0, 1e308, 710.0, None]
    block(
        "Roots, exponentials and logarithms", x=x, s=each(math.sqrt, x), e=each(math.exp, x),
        n=each(lambda v: round(math.log(v), 9), x), t=each(lambda v: round(math.log10(v), 9), x),
        b=each(math.log2, x), l=each(lambda v: round(math.log(v) / math.log(3), 9), x))
    x = [-745.0, -746.0, -1e308]
    block("Exponentials of small numbers go to zero", x=x, e=each(math.exp, x))
    a = [7, -7, 7, -7, 6, -6, 0, 5, None, 3]
    b = [3, 3, -3, -3, 3, 3, 5, 0, 3, None]
    block(
        "mod takes the sign of the divisor", a=a, b=b, m=each(lambda p, q: p % q, a, b),
        q=each(lambda p, q: p // q, a, b))
    a = [7.5, -7.5, 7.5, -7.5, 0.3, 1e308, 5.0, -1e-20, None]
    b = [2.0, 2.0, -2.0, -2.0, 0.1, 3.0, 0.0, 3.0, 2.0]
    block(
        "mod of numbers", a=a, b=b, m=each(lambda p, q: p % q, a, b),
        q=each(lambda p, q: p // q, a, b))

    def whole(text):
        if not text.strip().isascii() or "_" in text:
            return None
        value = decimal.Decimal(text.strip())
        fits = value == value.to_integral_value() and -(2**63) <= value < 2**63
        return int(value) if fits else None

    x = ["42", " 7 ", "-0", "+5", "1.0", "1.5", "1e3", "9223372036854775807", "9223372036854775808",
         "", "abc", "٣", "0x10", "1_000", None]
    block("int reads what is whole", x=x, i=each(lambda t: attempt(whole, t), x))
    x = ["1.5", " 2e3 ", "-.5", "5.", "1e400", "1e-400", "nan", "inf", "Infinity", "0x1p3", "1,5",
         "", "0.1", "123456789012345678901234567890", None]
    block("number reads texts", x=x, n=each(lambda t: attempt(float, t), x))


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except (ValueError, ArithmeticError):
        return None


def operators():
    a = [0.1, 0.1, 1e16, 1e308, -1e308, 5e-324]
    b = [0.2, 0.7, 1.0, 1e308, 1e308, 5e-324]
    block(
        "Tenths are binary numbers", a=a, b=b, s=each(lambda p, q: p + q, a, b),
        d=each(lambda p, q: p - q, a, b), p=each(lambda p, q: p * q, a, b),
        q=each(lambda p, q: p / q, a, b))
    a = [7, -7, 7, 6, 0, 1, 0, None, 2]
    b = [2, 2, -2, 3, 3, 0, 0, 2, None]
    block(
        "Division of ints, by zero too", a=a, b=b, q=each(lambda p, q: p / q, a, b),
        w=each(lambda p, q: p // q, a, b))
    a = [2**63 - 1, 2**63 - 1, -(2**63) + 1, 9007199254740993]
    b = [2, 10, 10, 1]
    block(
        "Large ints beyond 53 bits divide exactly by //", a=a, b=b,
        w=each(lambda p, q: p // q, a, b), q=each(lambda p, q: float(p) / float(q), a, b))
    a = [2.0, 2.0, 2.0, -2.0, -2.0, 0.0, 0.0, 0.0, 10.0, 10.0, 10.0, None, 0.0, 1.0]
    b = [10.0, -1.0, 0.5, 3.0, 0.5, 0.0, -1.0, 2.0, 308.0, 309.0, -400.0, 0.0, None, 1e308]
    block("Powers", a=a, b=b, p=each(math.pow, a, b))
    d = [date(2024, 1, 31), date(2024, 2, 29), date(2023, 12, 31), date.min, date.max, None]

    def days(value):
        count = (value - date(2024, 1, 1)).days
        return f"{count} day" if abs(count) == 1 else f"{count} days"

    block("Dates and durations", d=d, a=each(days, d), b=d)
    d = [date(2024, 1, 31), date(2023, 1, 31), date(2024, 2, 29), date(2024, 12, 31), None]
    block(
        "A date moved by months stays in its month", d=d, m=each(lambda v: moved(v, 1), d),
        back=each(lambda v: moved(v, -1), d), y=each(lambda v: moved(v, 12), d),
        w=each(lambda v: v + datetime.timedelta(7), d), q=each(lambda v: moved(v, -3), d))


def moved(value, months):
    number = value.year * 12 + value.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(value.day, calendar.monthrange(year, month + 1)[1]))


def comparison():
    a = [0.1, 0.30000000000000004, -0.0, 1e308, 5e-324, None, 1.0, None]
    b = [0.1, 0.3, 0.0, 1.7976931348623157e308, 0.0, 1.0, None, None]
    compare("Numbers at the ends of their range", a, b, "lt le gt ge eq ne")
    a = ["a", "é", "é", "", "a", "👍", "ß", "a"]
    b = ["B", "é", "z", "a", "ab", "～", "ss", None]
    compare(
        "Texts by code point: capitals, accents in both normal forms, emoji, empty", a, b,
        "lt le eq ne ge")
    compare(
        "Bools: false comes before true", [False, True, True, None], [True, True, False, True],
        "lt le eq ge ne")
    three = [True, False, None]
    a = [p for p in three for _ in three]
    b = [q for _ in three for q in three]
    block(
        "Three truths, all nine pairs", a=a, b=b,
        x=[False if p is False or q is False else None if None in (p, q) else True
           for p, q in zip(a, b)],
        y=[True if p is True or q is True else None if None in (p, q) else False
           for p, q in zip(a, b)],
        z=[None if p is None else not p for p in a], w=[True] * 9)


def compare(title, a, b, names):
    functions = dict(
        lt=lambda p, q: p < q, le=lambda p, q: p <= q, gt=lambda p, q: p > q,
        ge=lambda p, q: p >= q)
    columns = {name: each(functions[name], a, b) for name in names.split() if name in functions}
    columns["eq"] = [p == q for p, q in zip(a, b)]
    columns["ne"] = [p != q for p, q in zip(a, b)]
    block(title, a=a, b=b, **{name: columns[name] for name in names.split()})


def texts():
    many = ["é", "é", "\u2764\ufe0f", "🇩🇪", "👩\u200d👩\u200d👧", "Straße", "İI", "ΟΔΟΣ", "שלום", "",
            " ", None]
    block(
        "Length counts code points: normal forms, variation selectors, flags, families",
        n=each(len, many))
    x = ["Straße", "İI", "ıi", "ΟΔΟΣ", "ὈΔΥΣΣΕΎΣ", "é", "é", "ǆ", "ﬁ", "ŉ", "ᏸ", "שלום", "1a", "",
         None]
    x = [None if t is None else unicodedata.normalize("NFC", t) for t in x]
    block(
        "Case follows Unicode: ß, dotted İ, final sigma, digraphs, titlecase, Cherokee, no language",
        x=x, u=each(str.upper, x), l=each(str.lower, x), n=each(lambda t: len(t.upper()), x),
        m=each(lambda t: len(t.lower()), x))
    block(
        "Parts are counted in code points", a=each(lambda t: t[:1], many),
        c=each(lambda t: t[-1:], many), d=each(lambda t: t[99:], many),
        f=each(lambda t: t[:0], many), h=each(lambda t: len(t[:1]), many),
        i=each(lambda t: len(t[1:]), many), j=each(lambda t: len(t[-1:]), many))
    x = ["abc", "", None]

    def part(text, start, count):
        first = start if start >= 0 else start + len(text)
        return text[max(0, first):max(0, first + count)]

    block(
        "Parts that lie partly or wholly outside", x=x, a=each(lambda t: part(t, 2, 5), x),
        b=each(lambda t: t[3:], x), c=each(lambda t: part(t, -5, 3), x),
        d=each(lambda t: part(t, -2, 1), x), e=each(lambda t: part(t, 2**63 - 1, 1), x),
        f=each(lambda t: part(t, 0, 2**63 - 1), x))
    x = [" a ", "\ta\n", "\u00a0a\u3000", "\u2009a b\u2028", "\u200ba", "\ufeffa", "   ", "", None]
    block(
        "White space of every kind is trimmed, other signs are not",
        n=each(lambda t: len(t.strip()), x))
    x = ["abc", "abc", "abc", "", "", "é", "é", "é", "🇩🇪", None, "a"]
    p = ["", "abc", "abcd", "", "a", "e", "e", "é", "🇩", "a", None]
    block(
        "Beginnings, ends and parts: empty, whole, too long, normal forms",
        s=each(str.startswith, x, p), e=each(str.endswith, x, p), c=each(lambda t, q: q in t, x, p))
    x = ["a,b", ",a,,b,", ",", "ab", "", None, "a→b→c"]
    block(
        "Split at a mark: not there, alone, doubled, at the ends, longer than the text", x=x,
        p=each(lambda t: t.split(","), x), q=each(lambda t: t.split("→"), x),
        r=each(lambda t: t.split(",,,"), x), n=each(lambda t: len(t.split(",")), x))
    x = ["abc", "ABC", "", "é", "a\nb", None]

    def found(pattern):
        return each(lambda t: re.search(pattern, t) is not None, x)

    block(
        "Patterns: anchors, empty, case, groups, unicode, line breaks", a=found(r"^b"),
        b=found(r""), c=found(r"(?i)^abc\Z"), d=each(lambda t: re.search("b", t) is None, x),
        e=found(r"^.\Z"), f=found(r"a.b"), g=found(r"(?s)a.b"), h=found(r"[^\W\d_]"))
    x = ["llama-2-13b", "no digits", "", "7b7b", None]

    def first(pattern, group=0):
        return each(lambda t: (m := re.search(pattern, t)) and m.group(group), x)

    block(
        "The first match and its groups", x=x, a=first(r"\d+b"), b=first(r"(\d+)(b)", 1),
        c=first(r"(\d+)(b)", 2), d=first(r"(\d+)(b)"), e=first(r"(x)?\d", 1), f=first(r""))
    x = ["abc", "", "é", "a.b", None]
    block(
        "Replacing: nothing found, an empty pattern, groups, an empty replacement, marks", x=x,
        a=each(lambda t: re.sub("z", "-", t), x), b=each(lambda t: re.sub("", "-", t), x),
        c=each(lambda t: re.sub("(.)", r"<\1>", t), x), d=each(lambda t: re.sub(".", "", t), x),
        e=each(lambda t: t.replace(".", "\\"), x), f=each(lambda t: re.sub("^", ">", t), x),
        g=each(lambda t: re.sub("x*", "-", t), x))
    x = [0.5, 1.5, 2.5, -0.5, 2.675, 0.125, -0.001, 1234567.891, 0.0, None]
    block(
        "Numbers as text: halves, signs, thousands, percent", x=x, a=each(lambda v: fixed(v, 0), x),
        b=each(lambda v: fixed(v, 2), x), c=each(lambda v: fixed(v, 1, True), x),
        d=each(lambda v: fixed(v, 1, percent=True), x), e=each(lambda v: fixed(v, 0, True), x))
    x = [1e22, -1e21, 1e300, 5e-324, 9007199254740993.0, 123456789012.5]
    block(
        "Huge and tiny numbers as text", a=each(lambda v: fixed(v, 0), x),
        b=each(lambda v: fixed(v, 1, True), x), n=each(lambda v: len(fixed(v, 2, percent=True)), x))
    x = [2**63 - 1, -(2**63) + 1, 0, None]
    block(
        "The largest ints as text", x=x, a=each(lambda v: fixed(v, 0), x),
        b=each(lambda v: fixed(v, 0, True), x), c=each(lambda v: fixed(v, 2), x),
        d=each(lambda v: fixed(v, 0, percent=True), x), e=each(str, x),
        f=each(lambda v: f"{v}!", x))
    x = [1e307, 0.285, 1.005, 0.145, 0.07]
    block(
        "Percent is rounded in decimal digits", n=each(lambda v: len(fixed(v, 0, percent=True)), x),
        b=each(lambda v: fixed(v, 0, percent=True), [0.0] + x[1:]),
        c=each(lambda v: fixed(v, 1, percent=True), [0.0] + x[1:]))


def fixed(value, places, grouped=False, percent=False):
    """The shortest decimal text of a number, rounded half away from zero."""
    with decimal.localcontext(prec=400):
        number = decimal.Decimal(repr(value)) * (100 if percent else 1)
        number = number.quantize(decimal.Decimal(1).scaleb(-places), decimal.ROUND_HALF_UP)
        text = f"{number:{',' if grouped else ''}f}"
    if text.startswith("-") and not text.strip("-0.,"):
        text = text[1:]
    return text + ("%" if percent else "")


def dates():
    d = [date.min, date(1900, 2, 28), date(1969, 12, 31), date(1970, 1, 1), date(2000, 2, 29),
         date(2015, 12, 31), date(2020, 12, 31), date(2021, 1, 3), date(2024, 2, 29),
         date(2024, 12, 30), date.max, None]

    def quarter(v):
        return (v.month + 2) // 3

    def monday(v):
        return v - datetime.timedelta(v.weekday())

    block(
        "Parts of dates: leap days, week 53, the first and the last day", d=d,
        y=each(lambda v: v.year, d), q=each(quarter, d), m=each(lambda v: v.month, d),
        w=each(lambda v: v.isocalendar()[1], d), n=each(lambda v: v.day, d),
        k=each(lambda v: v.isoweekday(), d))
    block(
        "Periods of dates", d=d, y=each(lambda v: f"{v.year:04}", d),
        q=each(lambda v: f"{v.year:04}-Q{quarter(v)}", d),
        m=each(lambda v: f"{v.year:04}-{v.month:02}", d), w=each(monday, d), n=d,
        h=each(lambda v: v.isoformat() + "T00:00", d))

    def last(v, months):
        month = (v.month - 1) // months * months + months
        return date(v.year, month, calendar.monthrange(v.year, month)[1])

    def sunday(v):
        # The week of the last day ends in the year 10000.
        return "10000-01-02" if v == date.max else monday(v) + datetime.timedelta(6)

    block(
        "Periods begin and end", d=d, ys=each(lambda v: date(v.year, 1, 1), d),
        ye=each(lambda v: last(v, 12), d), qe=each(lambda v: last(v, 3), d),
        ms=each(lambda v: v.replace(day=1), d), me=each(lambda v: last(v, 1), d),
        ws=each(monday, d), we=each(sunday, d), ds=d, de=d)
    y = [2024, 2023, 1900, 2000, 2024, 2024, 2024, 2024, 1, 9999, None, 2024]
    m = [2, 2, 2, 2, 13, 0, 4, 1, 1, 12, 1, None]
    n = [29, 29, 29, 29, 1, 1, 31, 0, 1, 31, 1, 1]
    block(
        "Dates of numbers, leap years of the Gregorian rule", y=y, m=m, d=n,
        t=each(lambda *v: attempt(date, *v), y, m, n))

    def strict(text):
        # As strptime reads %Y-%m-%d, but with ASCII digits and without spaces.
        if not re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", text):
            return None
        return attempt(lambda: datetime.datetime.strptime(text, "%Y-%m-%d").date())

    x = ["2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31", "2024-2-9", " 2024-02-09",
         "2024-02-09 ", "20240209", "2024/02/09", "24-02-09", "2024-02-09T10:00", "٢٠٢٤-٠٢-٠٩", "",
         "x", None]
    block("Texts that are dates, and texts that are not", x=x, d=each(strict, x))
    pairs = """2024-01-31 2024-02-29 2023-01-31 2023-02-28 2024-01-31 2024-02-28 2024-02-29
        2024-03-29 2024-02-29 2024-03-28 2024-02-29 2025-02-28 2024-03-31 2024-02-29 2024-03-30
        2024-02-29 2024-03-01 2024-02-29 2024-01-01 2024-01-01 0001-01-01 9999-12-31""".split()
    a = [date.fromisoformat(t) for t in pairs[::2]] + [None, date(2024, 1, 1)]
    b = [date.fromisoformat(t) for t in pairs[1::2]] + [date(2024, 1, 1), None]

    def whole_months(p, q):
        if q < p:
            return -whole_months(q, p)
        n = (q.year - p.year) * 12 + q.month - p.month
        return n if moved(p, n) <= q else n - 1

    block("Whole months between dates at the ends of months", a=a, b=b,
          n=each(whole_months, a, b))
    a = [date(2024, 3, 1), date(2023, 3, 1), date(2024, 2, 28), date.max, date(2024, 1, 1), None]
    b = [date(2024, 2, 28), date(2023, 2, 28), date(2024, 3, 1), date.min, date(2024, 1, 1),
         date(2024, 1, 1)]
    block(
        "Days and weeks of durations", a=a, b=b, d=each(lambda p, q: (p - q).days, a, b),
        w=each(lambda p, q: (p - q).days / 7, a, b))


def ordered(values):
    return sorted(v for v in values if v is not None) + [None] * values.count(None)


def lists():
    x = [[3, 1, 2, 1], [], [None], [None, 2, None, 1], [7], None]

    def at(position):
        return each(
            lambda l: l[position] if -len(l) <= position < len(l) else None, x)

    block(
        "Lists: empty, missing, of missing items, with ties", l=x,
        a=each(lambda l: list(dict.fromkeys(l)), x), b=each(ordered, x), f=at(0), g=at(-1), i=at(0),
        j=at(-1), k=at(9), m=at(-9), n=each(len, x),
        t=each(lambda l: "+".join(str(v) for v in l if v is not None), x))


def aggregates():
    tables = {
        "An empty table": ([], []),
        "One row": ([3], [2]),
        "Nothing but missing values": ([None, None], [None, None]),
        "Ties and missing values": ([2, 1, None, 2, 1, 7, 0], [5, 5, 9, None, 1, 1, 3]),
        "Shuffled": ([7, 1, 0, 2, None, 1, 2], [1, 1, 3, None, 9, 5, 5]),
        "All equal": ([4, 4, 4], [4, 4, 4]),
        "All zero": ([0, 0], [0, 0]),
    }
    for title, (x, y) in tables.items():
        there = [v for v in x if v is not None]
        many, some = len(there) > 1, len(there) > 0
        array = np.array(there, dtype=float)
        total = sum(there)

        def only(condition, function):
            return function() if condition else None

        def q(share):
            return only(some, lambda: np.quantile(array, share))

        counts = pd.Series(there, dtype=float).value_counts()
        block(
            title, n=[len(x)], k=[len(there)], d=[len(set(there))], s=[total],
            m=[only(some, lambda: total / len(there))], med=[q(0.5)], q=[q(0.3)],
            lo=[only(some, lambda: min(there))], hi=[only(some, lambda: max(there))],
            v=[only(many, lambda: array.var(ddof=1))], sd=[only(many, lambda: array.std(ddof=1))],
            r=[only(some, lambda: q(0.75) - q(0.25))],
            mo=[only(some, lambda: min(counts[counts == counts.max()].index))],
            f=[only(some, lambda: there[0])], l=[only(some, lambda: there[-1])],
            li=[only(some, lambda: there)], u=[len(set(there)) == len(there)],
            nn=[len(there) == len(x)])
        shares = array / total if total else np.array([])
        rows = [(p, w) for p, w in zip(x, y) if p is not None and w is not None]
        px, py = [p for p, _ in rows], [w for _, w in rows]
        varies = len(set(px)) > 1 and len(set(py)) > 1
        keyed = [(p, w) for p, w in zip(x, y) if w is not None]
        n = len(there)
        ranked = sorted(there)
        block(
            title + ": shares, orders and conditions",
            g=[only(total, lambda: sum((2 * i - n - 1) * v for i, v in enumerate(ranked, 1))
                    / (n * total))],
            h=[only(total, lambda: float((shares**2).sum()))],
            e=[only(total, lambda: round(float(scipy.stats.entropy(shares)), 12) + 0)],
            t=[only(total, lambda: sum(sorted(there)[::-1][:math.ceil(n / 2)]) / total)],
            gm=[only(some and min(there) > 0, lambda: round(float(scipy.stats.gmean(array)), 12))],
            c=[only(varies, lambda: round(float(scipy.stats.pearsonr(px, py)[0]), 12))],
            w=[only(sum(py), lambda: sum(p * w for p, w in rows) / sum(py))],
            mb=[only(keyed, lambda: max(keyed, key=lambda r: r[1])[0])],
            mi=[only(keyed, lambda: min(keyed, key=lambda r: r[1])[0])],
            al=[only(some, lambda: all(v > 0 for v in there))],
            an=[only(some, lambda: any(v > 5 for v in there))],
            fr=[only(some, lambda: sum(v > 1 for v in there) / n)])
    x = np.array([4, 1, 3, 2, 10.0])
    methods = ["inverted_cdf", "averaged_inverted_cdf", "closest_observation",
               "interpolated_inverted_cdf", "hazen", "weibull", "linear", "median_unbiased",
               "normal_unbiased"]
    columns = {f"t{i}": [np.quantile(x, 0.3, method=m)] for i, m in enumerate(methods, 1)}
    columns["t8"] = [round(float(columns["t8"][0]), 12)]
    columns["t9"] = [round(float(columns["t9"][0]), 12)]
    block("Quantiles at the ends and of every definition", a=[1], b=[10], c=[3], **columns)
    x, y = [1, 2, 3, 4], [2, 2, 8, 9]
    block(
        "Correlation of constants, of two rows, of ties, of opposites",
        p=[round(float(scipy.stats.pearsonr(x, y)[0]), 12)],
        s=[round(float(scipy.stats.spearmanr(x, y)[0]), 12)],
        k=[round(float(scipy.stats.kendalltau(x, y)[0]), 12)],
        n=[round(float(scipy.stats.pearsonr(x, [9, 7, 7, 1])[0]), 12)], i=[-1])
    block(
        "Sums of numbers lose nothing between large ones",
        s=[math.fsum([1e16, 1.0, -1e16, 1e-3])], m=[math.fsum([1e16, 1.0, -1e16, 1e-3]) / 4],
        v=[round(float(np.var([1e16, 1.0, -1e16, 1e-3], ddof=1)) / 1e32, 9)])
    block(
        "The variance of large numbers that hardly differ", v=[1], s=[1], m=[1000000000000002])
    shares = [0.5, 0.5]
    block(
        "Entropy and hhi with zeros, of texts, of one",
        a=[round(float(scipy.stats.entropy(shares, base=2)), 12)], b=[0.5],
        c=[round(float(scipy.stats.entropy([2 / 3, 1 / 3])), 12)], d=[(2 / 3) ** 2 + (1 / 3) ** 2])


def windows():
    x = pd.Series([5, 3, None, 3, 8, 0], dtype=float)
    t = [1, 2, 3, 4, 5, 6]

    def plain(series):
        return [None if pd.isna(v) else float(v) for v in series]

    past = x.cummax().shift().ffill()
    running = dict(
        t=t, x=plain(x), n=t, cc=t, ck=plain(x.notna().cumsum().where(x.notna())),
        cs=plain(x.cumsum()), cm=plain(x.expanding().mean().where(x.notna())),
        mx=plain(x.cummax()), mn=plain(x.cummin()),
        rec=[None if pd.isna(v) else bool(pd.isna(p) or v > p) for v, p in zip(x, past)])
    neighbours = dict(
        t=t, x=plain(x), a=plain(x.shift(1)), b=plain(x.shift(2)), c=plain(x.shift(-1)),
        d=plain(x - x.shift(1)), e=plain((x - x.shift(1)) / x.shift(1)), f=plain(x.shift(99)),
        g=plain(x), h=plain(x.shift(-1)))
    places = x.rank(method="first").dropna()
    size, larger = divmod(len(places), 3)
    bounds = np.cumsum([size + (i < larger) for i in range(3)])
    tiles = pd.Series(np.searchsorted(bounds, places) + 1, index=places.index).reindex(x.index)
    ranks = dict(
        t=t, x=plain(x), r=plain(x.rank(method="min")),
        rd=plain(x.rank(method="min", ascending=False)), dr=plain(x.rank(method="dense")),
        dd=plain(x.rank(method="dense", ascending=False)), nt=plain(tiles),
        sh=plain(x / x.sum()), z=plain(((x - x.mean()) / x.std()).round(12)))

    def over(count, **options):
        return x.rolling(count, min_periods=1, **options)

    moving = dict(
        t=t, x=plain(x), r1=plain(over(1).sum().fillna(0)), r3=plain(over(3).sum()),
        c3=plain(over(3, center=True).sum()), big=plain(over(99).count()),
        md=plain(over(3).median()), lo=plain(over(2).min()), m=plain(over(2).mean()))
    for name, columns in (
        ("Running values", running), ("Neighbours", neighbours), ("Places", ranks),
        ("Moving windows", moving),
    ):
        block(f"{name}: sorted input", **columns)
        block(f"{name}: shuffled input gives the same", **columns)


def bins():
    x = [-6, -5, -1, 0, 4, 5, 2**63 - 1, None]
    block("Bins of whole numbers", x=x, a=each(lambda v: v // 5 * 5, x))
    x = [0.0, 2.5, 5.0, 9.99, 10.0, None]

    def equal(count):
        ends = np.linspace(0, 10, count + 1)
        return each(lambda v: ends[min(count, np.searchsorted(ends, v, side="right")) - 1], x)

    block("So many bins: smallest, largest, between", x=x, a=equal(4), b=equal(1), c=equal(3))
    x = [-1.0, 0.0, 9.99, 10.0, 100.0, 100.1, None]

    def among(*ends):
        return each(
            lambda v: ends[min(len(ends) - 1, np.searchsorted(ends, v, side="right")) - 1]
            if ends[0] <= v <= ends[-1] else None, x)

    block(
        "Bins of given ends: edges, outside, one bin", x=x, a=among(0, 10, 100), b=among(0, 100))


def recorded():
    """The answers of the case files, by title."""
    folder = pathlib.Path(__file__).parent.parent / "Cases" / "functions"
    answers = {}
    for path in sorted(folder.glob("*.case")):
        for text in path.read_text(encoding="utf-8").split("\n====\n"):
            title, _, answer = text.partition("\n----\n")
            answers[f"{path.stem}: " + title.split("\n")[0].removeprefix("# ")] = [
                line for line in answer.removesuffix("\n====").rstrip("\n").split("\n")
                if not line.startswith("note W")]
    return answers


for part in (numbers, operators, comparison, texts, dates, lists, aggregates, windows, bins):
    FILE = {"texts": "text"}.get(part.__name__, part.__name__)
    part()
if sys.argv[1:] == ["check"]:
    import csv

    def table(lines):
        # A quoted empty text is not a missing cell.
        marked = [re.sub(r'(^|,)""(?=,|$)', r'\1"<empty>"', line) for line in lines]
        rows = list(csv.reader("\n".join(marked).splitlines(keepends=True)))
        return {
            name: [row[i] if i < len(row) else "" for row in rows[1:]]
            for i, name in enumerate(rows[0])}

    def same(ours, theirs):
        """Equal, or fractions that differ in the last digits: sums in another order."""
        if ours == theirs:
            return True
        number = r"-?[0-9.]+(e[+-][0-9]+)?"
        return all(re.fullmatch(number, text) and "." in text for text in (ours, theirs)) and (
            math.isclose(float(ours), float(theirs), rel_tol=1e-14))

    wrong = 0
    answers = recorded()
    for title, lines in BLOCKS.items():
        if title not in answers:
            print("no case:", title)
            wrong += 1
            continue
        ours, theirs = table(lines), table(answers[title])
        for name, cells in ours.items():
            found = theirs.get(name, [])
            if len(found) != len(cells) or not all(map(same, cells, found)):
                wrong += 1
                print(f"{title}: {name}\n  Python {cells}\n  hfnb   {found}")
    print(f"{len(BLOCKS)} cases, {wrong} differences")
    sys.exit(1 if wrong else 0)
print(f"Python {sys.version.split()[0]}, numpy {np.__version__}, pandas {pd.__version__},"
      f" scipy {scipy.__version__}, Unicode {unicodedata.unidata_version}")
for title, lines in BLOCKS.items():
    print("\n# " + title)
    print("\n".join(lines))
