"""Separation and contrast of the palettes, by others' implementations.

Writes palettes.json. Colours under protanopia, deuteranopia and tritanopia by colorspacious 1.1.2
(Machado, Oliveira and Fernandes 2009, severity 100); OKLab distances and contrasts of WCAG 2.1 by
coloraide 8.13.1. Colours of ColorBrewer, Tableau and viridis are those of matplotlib 3.11.2; those of Okabe and
Ito are from their page "Color Universal Design", and those of the project's own two palettes from
Palettes.swift.
"""

import itertools
import json
import pathlib

import coloraide
import colorspacious
import matplotlib
import numpy

own = {
    "light": "10549f a53000 319072 e95fae 987f26 1ea0cf 9460df 676767".split(),
    "dark": "5785df ee7f4a 50e5ab af6b91 efcf4c 3eade5 cbbdfc a8a8a8".split(),
}
okabe_ito = [
    (230, 159, 0), (86, 180, 233), (0, 158, 115), (240, 228, 66),
    (0, 114, 178), (213, 94, 0), (204, 121, 167), (0, 0, 0),
]  # fmt: skip


def of(name):
    return [matplotlib.colors.to_hex(c)[1:] for c in matplotlib.colormaps[name].colors]


palettes = own | {
    "okabe-ito": ["%02x%02x%02x" % c for c in okabe_ito],
    "tableau10": "4e79a7 f28e2b e15759 76b7b2 59a14f edc948 b07aa1 ff9da7 9c755f bab0ac".split(),
    "set2": of("Set2"),
    "dark2": of("Dark2"),
    "paired": of("Paired"),
}
ramps = {
    "viridis": [
        matplotlib.colors.to_hex(matplotlib.colormaps["viridis"](k / 8))[1:] for k in range(9)
    ]
}
papers = {"light": "ffffff", "dark": "16181d"}


def seen(hex, deficiency):
    rgb = numpy.array([int(hex[i : i + 2], 16) for i in (0, 2, 4)]) / 255
    if deficiency is not None:
        space = {"name": "sRGB1+CVD", "cvd_type": deficiency, "severity": 100}
        rgb = numpy.clip(colorspacious.cspace_convert(rgb, space, "sRGB1"), 0, 1)
    return coloraide.Color("srgb", list(rgb)).convert("oklab")


def worst(colors):
    return min(
        100 * float(numpy.linalg.norm(numpy.subtract(a.coords(), b.coords())))
        for deficiency in (None, "protanomaly", "deuteranomaly", "tritanomaly")
        for a, b in itertools.combinations([seen(c, deficiency) for c in colors], 2)
    )


def contrast(a, b):
    return coloraide.Color("#" + a).contrast(coloraide.Color("#" + b), method="wcag21")


result = {
    "colors": palettes | ramps,
    "separation": {
        name: {str(n): worst(colors[:n]) for n in (4, 6, 8)} for name, colors in palettes.items()
    },
    "contrast": {
        name: {paper: [contrast(c, hex) for c in colors] for paper, hex in papers.items()}
        for name, colors in palettes.items()
    },
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(result, indent=1) + "\n")
for name, values in result["separation"].items():
    print(name, {k: round(v, 1) for k, v in values.items()})
