"""Answers for ReshapeReferenceTests, computed without hfnb; writes reshape.txt beside itself.

Written with Python 3.11, polars, pandas and numpy; their versions are the first line of the output.
The nearest rows come from polars' join_asof and are compared with pandas' merge_asof; samples come
from the algorithms as their papers state them, on Python's integers.
"""

import pathlib

import numpy
import pandas
import polars

lines = [f"# polars {polars.__version__}, pandas {pandas.__version__}, numpy {numpy.__version__}"]


def write(name, values):
    text = ",".join("-" if v is None else str(v) for v in values)
    lines.append(f"{name}: {text}")


# Nearest rows: 400 rows on the left, 150 on the right, five keys, many equal values on the right.
left = polars.DataFrame({"x": range(400)}).with_columns(
    k=polars.col("x") * 7919 % 5, t=polars.col("x") * 104729 % 997
)
right = polars.DataFrame({"y": range(150)}).with_columns(
    k=polars.col("y") * 7907 % 5, d=polars.col("y") * 6271 % 90 * 11
)
sorted_left = left.sort("t", maintain_order=True)
sorted_right = right.sort("d", maintain_order=True)
for side in ("backward", "forward"):
    for by in (None, "k"):
        for tolerance in (None, 25):
            found = sorted_left.join_asof(
                sorted_right, left_on="t", right_on="d", by=by, strategy=side,
                tolerance=tolerance, check_sortedness=False,
            ).sort("x")["y"].to_list()
            other = pandas.merge_asof(
                sorted_left.to_pandas(), sorted_right.to_pandas(), left_on="t", right_on="d",
                by=by, direction=side, tolerance=tolerance,
            ).sort_values("x")["y"].tolist()
            other = [None if v != v else int(v) for v in other]
            assert found == other, (side, by, tolerance)
            write(f"{side} {by or 'all'} {tolerance or 'any'}", found)

# A wide table: the sum of each column and row of the pivot.
long = polars.DataFrame({"x": range(400)}).filter(polars.col("x") * 31 % 7 != 3).with_columns(
    g=polars.col("x") // 9 * 37 % 50, k=polars.lit("c") + (polars.col("x") % 9).cast(polars.String)
)
wide = long.pivot(on="k", index="g", values="x", maintain_order=True)
names = sorted(name for name in wide.columns if name != "g")
write("wide keys", wide["g"].to_list())
for name in names:
    write(f"wide {name}", wide[name].to_list())


# Samples: SplitMix64 (2014), Lemire's range (2019), Floyd's subset (1987).
class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return z ^ (z >> 31)

    def below(self, bound):
        while True:
            product = self.next() * bound
            if product % (1 << 64) >= (1 << 64) % bound:
                return product >> 64


# The first numbers of seed 0 are those of the reference implementation in C (Vigna 2015).
check = SplitMix64(0)
assert [check.next() for _ in range(3)] == [
    0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]


def subset(random, wanted, count):
    if wanted >= count:
        return list(range(count))
    draws = min(wanted, count - wanted)
    chosen = set()
    for last in range(count - draws, count):
        drawn = random.below(last + 1)
        chosen.add(last if drawn in chosen else drawn)
    return [i for i in range(count) if (i in chosen) == (draws == wanted)]


for count, wanted, seed in ((500, 20, 0), (500, 20, 7), (500, 480, 7), (65, 32, 1), (64, 33, 2**40)):
    write(f"sample {count} {wanted} {seed}", subset(SplitMix64(seed), wanted, count))

random = SplitMix64(11)
chosen = []
parts = {}
for x in range(100):
    parts.setdefault(x * 7919 % 5 if x % 11 else None, []).append(x)
for rows in parts.values():
    share = int(len(rows) * 30 + 50) // 100
    chosen += [rows[i] for i in subset(random, share, len(rows))]
write("sample parts", sorted(chosen))

pathlib.Path(__file__).with_suffix(".txt").write_text("\n".join(lines) + "\n")
