"""Counts of the shared data files, for SharedDataReference.swift.

Prints, for each file, rows, columns and the cells without content of each column (empty cells,
empty texts, nulls, and numbers that are not finite, which hfnb has none of), as pandas reads
it. Run: python shared_data.py DATA_FOLDER
"""
import csv, glob, json, math, os, sys
import pandas as pd

folder = sys.argv[1]
print(f"// Python {sys.version.split()[0]}, pandas {pd.__version__}.")
for path in sorted(glob.glob(folder + "/**/*.*", recursive=True)):
    name = os.path.relpath(path, folder)
    if path.endswith(".csv"):
        first = open(path, encoding="utf-8-sig").readline()
        sep = ";" if first.count(";") > first.count(",") else ","
        table = pd.read_csv(path, sep=sep, encoding="utf-8-sig", keep_default_na=False,
                            na_values=[""], low_memory=False)
    elif path.endswith(".jsonl"):
        table = pd.DataFrame([json.loads(line) for line in open(path, encoding="utf-8")])
    elif path.endswith(".json"):
        table = pd.DataFrame(json.load(open(path, encoding="utf-8")))
    else:
        continue
    empty = table.map(lambda x: x is None or x == "" or (isinstance(x, float) and not math.isfinite(x)))
    print(f'    ("{name}", {table.shape[0]}, {list(map(int, empty.sum()))}),')
