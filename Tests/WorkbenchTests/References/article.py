#!/usr/bin/env python3
"""Writes article.json: what pandas says about the tables of the notebooks 11 to 15 on real files.

    python article.py ../../../../shared/data > article.json

The types of some organisations are given in article_kinds.csv, for the test's sake only.
"""
import json
import pathlib
import sys

import pandas as pd

data = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent
kinds = pd.read_csv(here / "article_kinds.csv").set_index("name").kind


def plain(frame):
    """Rows as lists of numbers and texts."""
    out = []
    for row in frame.itertuples(index=False):
        cells = []
        for cell in row:
            if hasattr(cell, "item"):
                cell = cell.item()
            cells.append(None if isinstance(cell, float) and cell != cell else cell)
        out.append(cells)
    return out


hub = pd.read_json(data / "hub/radar_models_2026-08-19.jsonl", lines=True)
hub["kind"] = hub.author.map(kinds).fillna("other")
hub["day"] = hub.created_at.dt.tz_convert("UTC").dt.strftime("%Y-%m-%d")
hub["month"] = hub.day.str[:7]
dated = hub[hub.day > "2022-03-02"]

uploads = dated.groupby(["month", "kind"]).agg(uploads=("id", "size")).reset_index()
sized = dated[dated.storage_bytes > 0]
sizes = (
    sized.groupby(["month", "kind"])
    .agg(
        sized=("id", "size"), mean=("storage_bytes", "mean"), total=("storage_bytes", "sum"))
    .reset_index()
)
by_kind = (
    hub.groupby("kind")
    .agg(
        models=("id", "size"), authors=("author", "nunique"),
        mean_size=("storage_bytes", "mean"), downloads=("downloads_30d", "sum"))
    .reset_index()
)
by_kind["model_share"] = by_kind.models / by_kind.models.sum()
by_kind["download_share"] = by_kind.downloads / by_kind.downloads.sum()
authors = (
    hub.groupby(["kind", "author"])
    .agg(uploads=("id", "size"), downloads=("downloads_30d", "sum"))
    .reset_index()
)


def most(column):
    """The five largest values of each type; names are left out, since ties may fall either way."""
    ordered = authors.sort_values(["kind", column], ascending=[True, False], kind="stable")
    return ordered.groupby("kind").head(5)[["kind", column]]


top = hub.sort_values("downloads_30d", ascending=False).head(10)[["id", "downloads_30d"]].copy()
top["share"] = top.downloads_30d / hub.downloads_30d.sum()

epoch = pd.read_csv(data / "epoch/notable_ai_models_2024.csv")
groups = epoch["Organization categorization"].fillna("")
epoch["kind"] = "other"
epoch.loc[groups.str.contains("Academia"), "kind"] = "academia"
epoch.loc[groups.str.contains("Industry"), "kind"] = "industry"
epoch.loc[
    groups.str.contains("Industry") & groups.str.contains("Academia"), "kind"
] = "industry and academia"
epoch["year"] = epoch["Publication date"].str[:4]
used = epoch[epoch.Parameters > 0]
by_year = (
    used.dropna(subset="year").groupby("year")
    .agg(models=("System", "size"), mean=("Parameters", "mean"), median=("Parameters", "median"))
    .reset_index()
)
epoch_kinds = (
    used.groupby("kind")
    .agg(models=("System", "size"), mean=("Parameters", "mean"), median=("Parameters", "median"))
    .reset_index()
)

reports = pd.read_csv(data / "co2/HFCO2.csv")
kg = reports.co2_eq_emissions / 1000
automatic = reports.auto.astype(str).str.lower().isin(["true", "1"])

json.dump(
    {
        "made_with": f"pandas {pd.__version__}",
        "first_day": int((hub.day <= "2022-03-02").sum()),
        "uploads": plain(uploads),
        "sizes": plain(sizes),
        "kinds": plain(by_kind),
        "most_uploads": plain(most("uploads")),
        "most_downloads": plain(most("downloads")),
        "models": plain(top),
        "parameters_by_year": plain(by_year),
        "parameters_by_kind": plain(epoch_kinds),
        "emissions": [
            len(reports), int(reports.created_at.notna().sum()), int((kg == 0).sum()),
            float(kg.sum()), float(kg.median()), float(kg.mean()), int(automatic.sum()),
        ],
    },
    sys.stdout, indent=1)
print()
