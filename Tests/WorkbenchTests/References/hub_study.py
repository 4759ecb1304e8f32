#!/usr/bin/env python3
"""Writes hub_study.json: the tables of notebooks 07 to 10, computed without hfnb.

    python hub_study.py SHARED_DATA SAMPLES > hub_study.json

SHARED_DATA is the folder of real files; SAMPLES holds the samples that have no real file, written
with `hfnb -c 'load t from "sample:spaces"' -c t --format csv > spaces.csv` and so on.
"""
import json
import math
import platform
import sys

import mpmath
import networkx as nx
import numpy as np
import pandas as pd
import scipy
from scipy import optimize, special, stats

shared, samples = sys.argv[1:3]
mpmath.mp.dps = 30


def plain(value):
    if isinstance(value, (np.integer, int)) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, (np.floating, float)):
        return None if math.isnan(value) else float(value)
    return None if value is None or value is pd.NaT else value


def table(columns, rows):
    return {"columns": columns, "rows": [[plain(value) for value in row] for row in rows]}


def measures(name, value, pairs):
    return table([name, value], pairs)


# Inequality.

def gini(values):
    x = np.sort(np.asarray(values, dtype=np.longdouble))
    n = len(x)
    return float(np.sum((2 * np.arange(1, n + 1, dtype=np.longdouble) - n - 1) * x) / (n * x.sum()))


def top(values, count):
    return sum(sorted(map(int, values), reverse=True)[:count]) / sum(map(int, values))


def top_share(values, share):
    return top(values, math.ceil(round(share * len(values), 9)))


# The discrete power law of Clauset, Shalizi and Newman (2009): distances on both sides of a step.

def powerlaw(values):
    x = np.sort(np.asarray(values, dtype=float))
    best = None
    for xmin in np.unique(x)[:-1]:
        tail = x[x >= xmin]
        n, mean_log = len(tail), np.log(tail).mean()
        score = lambda a: math.log(special.zeta(a, xmin)) + a * mean_log
        alpha = optimize.minimize_scalar(
            score, bounds=(1.0001, 30), method="bounded", options={"xatol": 1e-9}).x
        steps, counts = np.unique(tail, return_counts=True)
        below = (np.cumsum(counts) - counts) / n
        whole = special.zeta(alpha, xmin)
        before = 1 - special.zeta(alpha, steps) / whole
        after = 1 - special.zeta(alpha, steps + 1) / whole
        distance = max(np.abs(below - before).max(), np.abs(below + counts / n - after).max())
        if best is None or distance < best[0] - 1e-12:
            best = (distance, xmin, n, mean_log, alpha, steps, counts)
    _, xmin, n, mean_log, alpha, steps, counts = best
    log_zeta = lambda a: mpmath.log(mpmath.zeta(a, int(xmin)))
    exact = mpmath.findroot(lambda a: mpmath.diff(log_zeta, a) + mean_log, alpha)
    sigma = 1 / mpmath.sqrt(n * mpmath.diff(log_zeta, exact, 2))
    below = (np.cumsum(counts) - counts) / n
    whole = mpmath.zeta(exact, int(xmin))
    distance = 0
    for step, left, right in zip(steps, below, below + counts / n):
        at = mpmath.zeta(exact, int(step)) / whole
        above = at - mpmath.mpf(int(step)) ** -exact / whole
        distance = max(distance, abs(left - (1 - at)), abs(right - (1 - above)))
    return [float(exact), float(sigma), int(xmin), n, float(distance)]


def downloads_study(values):
    n = len(values)
    mean, median = values.mean(), float(values.median())
    up, down = math.ceil(n / 100), n // 100
    q = lambda p: float(np.quantile(values, p))
    return {
        "claim": measures("measure", "value", [
            ("models", n), ("downloads", int(values.sum())), ("zero", float((values == 0).mean())),
            ("top1", top(values, up)), ("gini", gini(values)), ("mean", mean), ("median", median),
            ("mean_over_median", mean / median if median else None)]),
        "rounding": table(
            ["models_up", "share_up", "models_down", "share_down"],
            [[up, top(values, up), down, top(values, down)]]),
        "quantiles": measures("place", "downloads", [
            ("q25", q(0.25)), ("median", median), ("q75", q(0.75)), ("q90", q(0.9)),
            ("q95", q(0.95)), ("q99", q(0.99)), ("q999", q(0.999)), ("most", int(values.max()))]),
        "powerlaw": table(["alpha", "sigma", "xmin", "tail", "ks"], [powerlaw(values[values > 0])]),
    }


PERMISSIVE = set(
    "apache-2.0 apache-license-2.0 mit mit-0 bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear isc zlib "
    "ncsa postgresql bsl-1.0 afl-3.0 artistic-2.0 ecl-2.0 unlicense wtfpl cc0 cc0-1.0 cc-by-2.0 "
    "cc-by-2.5 cc-by-3.0 cc-by-4.0 pddl odc-by cdla-permissive-1.0 cdla-permissive-2.0 openmdw-1.0 "
    "openmdw-1.1".split())


def licence_class(licence):
    if licence is None or licence.lower() in ("unknown", "none", ""):
        return "none"
    return "permissive" if licence.lower() in PERMISSIVE else "restrictive"


def licence_study(licences, likes, downloads):
    frame = pd.DataFrame({"class": [licence_class(x) for x in licences], "likes": likes, "downloads": downloads})
    groups = frame.groupby("class")
    rows = [[name, len(g), (g.likes > 0).mean(), g.likes.mean(), (g.downloads > 0).mean(),
             float(g.downloads.median()), g.downloads.mean()] for name, g in groups]
    tests, pairs = [], []
    for of in ("likes", "downloads"):
        parts = {name: g[of].to_numpy() for name, g in groups}
        h, p = stats.kruskal(*parts.values())
        tests.append([of, h, len(parts) - 1, p, h / (len(frame) - 1)])
        for other in ("restrictive", "none"):
            first, second = sorted(["permissive", other])
            u, p = stats.mannwhitneyu(
                parts[first], parts[second], method="asymptotic", use_continuity=True)
            effect = 2 * u / (len(parts[first]) * len(parts[second])) - 1
            pairs.append([of, other, u, p, effect if first == "permissive" else -effect])
    return {
        "classes": table(
            ["class", "models", "liked", "likes", "downloaded", "median", "downloads"], rows),
        "all-classes": table(["of", "statistic", "df", "p", "effect"], tests),
        "pairs": table(["of", "against", "statistic", "p", "effect"], pairs),
    }


def collaboration_study(path):
    frame = pd.read_csv(path, keep_default_na=False).drop_duplicates()
    people = frame.groupby("repo", sort=False).author.count()
    graph = nx.DiGraph()
    graph.add_nodes_from(frame.author)
    for _, group in frame.groupby("repo"):
        for source, commits in zip(group.author, group.commits):
            for target in group.author:
                if source != target and commits > 0:
                    old = graph.get_edge_data(source, target, {"weight": 0})["weight"]
                    graph.add_edge(source, target, weight=old + int(commits))
    simple = nx.Graph(graph.to_undirected())
    cores = nx.core_number(simple)
    parts = sorted((len(c) for c in nx.connected_components(simple)), reverse=True)
    n, edges = graph.number_of_nodes(), graph.number_of_edges()
    isolates = nx.number_of_isolates(graph)
    weights = {(a, b): w for a, b, w in graph.edges(data="weight")}
    mutual = sum(min(w, weights.get((b, a), 0)) for (a, b), w in weights.items()) / sum(weights.values())
    highest = max(cores.values())
    degree, strength = dict(graph.degree()), dict(graph.degree(weight="weight"))
    rows = []
    for core in sorted(set(cores.values())):
        of = [v for v in graph if cores[v] == core]
        rows.append([core, len(of), sum(degree[v] for v in of) / len(of),
                     sum(strength[v] for v in of) / len(of), len(of) / n])
    inner = [v for v in graph if cores[v] == highest]
    groups = []
    for part in nx.connected_components(simple):
        of = [v for v in inner if v in part]
        if of:
            groups.append([len(of), sum(strength[v] for v in of)])
    return {
        "size": table(["repositories", "shared", "developers", "commits"],
                      [[len(people), int((people > 1).sum()), n, int(frame.commits.sum())]]),
        "network": measures("measure", "value", [
            ("nodes", n), ("edges", edges), ("density", nx.density(graph)), ("isolates", isolates),
            ("isolate_share", isolates / n), ("reciprocity", nx.overall_reciprocity(graph)),
            ("weighted_reciprocity", mutual), ("components", len(parts)), ("largest", parts[0]),
            ("max_core", highest), ("core_share", len(inner) / n),
            ("clustering", nx.transitivity(simple)),
            ("assortativity", nx.degree_pearson_correlation_coefficient(graph, x="out", y="in"))]),
        "members": table(["core", "developers", "mean_degree", "mean_strength", "share"], rows),
        "groups": table(["developers", "strength"], sorted(groups, key=lambda g: -g[0])),
    }


def use_study():
    read = lambda name: pd.read_csv(f"{samples}/{name}.csv", keep_default_na=False, na_values=[""])
    uses = read("spaces").drop_duplicates(["space", "model"]).groupby("model").size()
    hub = read("hub")["id"]
    everything = uses.reindex(hub, fill_value=0)
    owners = uses.groupby(uses.index.str.split("/").str[0]).agg(["size", "sum"])
    orgs = read("orgs").set_index("name").kind.fillna("unsaid")
    owners["kind"] = orgs.reindex(owners.index).fillna("person")
    total = owners["sum"].sum()
    kinds = owners.groupby("kind").agg(
        owners=("size", "count"), models=("size", "sum"), uses=("sum", "sum"), most=("sum", "max"))
    kinds = kinds.reset_index().sort_values(["uses", "kind"], ascending=[False, True])
    return {
        "use": measures("measure", "value", [
            ("used", len(uses)), ("uses", uses.sum()), ("once", (uses == 1).mean()),
            ("mean", uses.mean()), ("most", uses.max()), ("top1", top_share(uses, 0.01)),
            ("top10", top_share(uses, 0.1)), ("gini", gini(uses))]),
        "all-models": table(["models", "unused", "top1", "gini"], [
            [len(hub), (everything == 0).mean(), top_share(everything, 0.01), gini(everything)]]),
        "kinds": table(
            ["kind", "owners", "models", "uses", "share", "per_model", "largest_owner"],
            [[k.kind, k.owners, k.models, k.uses, k.uses / total, k.uses / k.models, k.most / k.uses]
             for k in kinds.itertuples()]),
        "concentration": table(["owners", "top1", "top10", "gini", "hhi"], [
            [len(owners), top_share(owners["sum"], 0.01), top_share(owners["sum"], 0.1),
             gini(owners["sum"]), float(((owners["sum"] / total) ** 2).sum())]]),
    }


radar = [json.loads(line) for line in open(f"{shared}/hub/radar_models_2026-08-19.jsonl")]
radar_downloads = pd.Series([model["downloads_30d"] for model in radar])
old = pd.read_csv(f"{shared}/hub/models_downloads_2022-07.csv").downloads
sample = pd.read_csv(f"{samples}/hub.csv", keep_default_na=False, na_values=[""])
first1000 = "activity/repo_commit_authors_first1000.csv"


def study(notebook, data, cells, **flags):
    return {"notebook": notebook, "data": data, "flags": flags, "cells": cells}


json.dump({
    "made_with": f"Python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}, "
                 f"pandas {pd.__version__}, networkx {nx.__version__}, mpmath {mpmath.__version__}",
    "studies": [
        study("07-downloads", "hub/models_downloads_2022-07.csv", downloads_study(old),
              least_zero="0.3", least_top="0.96"),
        study("07-downloads", "hub/radar_models_2026-08-19.jsonl", downloads_study(radar_downloads),
              least_zero="0.5", least_top="0.9"),
        study("07-downloads", None, downloads_study(sample.downloads)),
        study("08-licences", "hub/radar_models_2026-08-19.jsonl", licence_study(
            [model["license"] for model in radar], [model["likes"] for model in radar],
            list(radar_downloads))),
        study("08-licences", None, licence_study(
            [None if pd.isna(x) else x for x in sample.license], sample.likes, sample.downloads)),
        study("09-collaboration", first1000, collaboration_study(f"{shared}/{first1000}")),
        study("09-collaboration", None, collaboration_study(f"{samples}/contributors.csv")),
        study("10-model-use", None, use_study()),
    ],
}, sys.stdout, indent=1)
print()
