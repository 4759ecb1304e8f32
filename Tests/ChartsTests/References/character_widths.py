"""Advance widths of Liberation Sans in thousandths of the font size, read from the font files.

Writes character_widths.csv: code point, width, width in bold. fontTools 4.68.0, Liberation 1.07.4
(Debian package fonts-liberation).
"""

import csv
import pathlib

from fontTools.ttLib import TTFont

folder = pathlib.Path("/usr/share/fonts/truetype/liberation")


def widths(name):
    font = TTFont(folder / name)
    unit = font["head"].unitsPerEm
    return {
        code: round(font["hmtx"][glyph][0] * 1000 / unit)
        for code, glyph in font.getBestCmap().items()
    }


regular = widths("LiberationSans-Regular.ttf")
bold = widths("LiberationSans-Bold.ttf")
ranges = [(0x20, 0x7E), (0xA0, 0x17F), (0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2010, 0x22FF), (0x25A0, 0x266F)]
path = pathlib.Path(__file__).with_suffix(".csv")
with open(path, "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["code", "regular", "bold"])
    for first, last in ranges:
        for code in range(first, last + 1):
            if code in regular:
                writer.writerow([f"{code:04X}", regular[code], bold[code]])
