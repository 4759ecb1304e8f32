#!/usr/bin/env python3
"""Writes graphs.json: made graphs and what networkx says about them.

    python graphs.py > graphs.json

Rows with the same ends are one edge with the sum of their weights, edges from a node to itself are
taken out before anything is measured; PageRank is run to a tolerance far below the default.
"""
import json
import random

import networkx as nx


def rows_to_graph(n, rows, undirected):
    g = nx.Graph() if undirected else nx.DiGraph()
    g.add_nodes_from(range(n))
    for s, t, w in rows:
        if s == t:
            continue
        if g.has_edge(s, t):
            g[s][t]["weight"] += w
        else:
            g.add_edge(s, t, weight=w)
    return g


def weighted_reciprocity(g):
    """Squartini et al. 2013, eq. 6, written from the formula; networkx has none."""
    d = g.to_directed() if not g.is_directed() else g
    total = sum(w for _, _, w in d.edges(data="weight"))
    answered = sum(min(w, d[t][s]["weight"]) for s, t, w in d.edges(data="weight") if d.has_edge(t, s))
    return answered / total if total > 0 else None


def assortativity(g):
    try:
        value = float(nx.degree_pearson_correlation_coefficient(g))
    except ValueError:  # fewer than two edges
        return None
    return None if value != value else value


def reach(g, starts, backward):
    d = g.to_directed() if not g.is_directed() else g
    d = d.reverse() if backward else d
    best = {}
    for start in sorted(starts):
        for node, distance in nx.single_source_shortest_path_length(d, start).items():
            if node not in best or distance < best[node][0]:
                best[node] = (distance, start)
    return sorted([distance, node, root] for node, (distance, root) in best.items())


def describe(name, n, rows, undirected=False, starts=()):
    g = rows_to_graph(n, rows, undirected)
    simple = nx.Graph(g)
    core = nx.core_number(simple)
    components = sorted((sorted(c) for c in nx.connected_components(simple)), key=lambda c: (-len(c), c[0]))
    number = {v: i + 1 for i, c in enumerate(components) for v in c}
    rank = nx.pagerank(g, tol=1e-15, max_iter=5000) if n else {}
    m = g.number_of_edges()
    triples = sum(d * (d - 1) // 2 for _, d in simple.degree())
    directed = not undirected
    nodes = range(n)
    return {
        "name": name, "nodes": n, "undirected": undirected, "starts": sorted(starts),
        "sources": [r[0] for r in rows], "targets": [r[1] for r in rows], "weights": [r[2] for r in rows],
        "edges": m, "selfLoops": len({s for s, t, _ in rows if s == t}),
        "incoming": [g.in_degree(v) if directed else g.degree(v) for v in nodes],
        "outgoing": [g.out_degree(v) if directed else g.degree(v) for v in nodes],
        "strength": [g.degree(v, weight="weight") for v in nodes],
        "core": [core[v] for v in nodes], "component": [number[v] for v in nodes],
        "pagerank": [rank[v] for v in nodes],
        "reciprocated": sum(1 for s, t in g.edges if g.has_edge(t, s)) if directed else 2 * m,
        "triangles": sum(nx.triangles(simple).values()) // 3,
        "clustering": nx.transitivity(simple) if triples else None,
        "assortativity": assortativity(g),
        "weightedReciprocity": weighted_reciprocity(g),
        "forward": reach(g, starts, False), "backward": reach(g, starts, True),
    }


def made(seed, n, m, fraction=False):
    rng = random.Random(seed)
    # Squares crowd the edges on the first nodes; a tenth of the rows repeats an earlier one.
    rows = []
    for _ in range(m):
        s, t = int(n * rng.random() ** 2), int(n * rng.random() ** 2)
        if rows and rng.random() < 0.1:
            s, t, _ = rng.choice(rows)
        if rng.random() < 0.3:
            s, t = t, s
        rows.append((s, t, round(rng.random() * 10, 3) if fraction else rng.randrange(0, 6)))
    return rows


def main():
    ring = [(i, (i + 1) % 5, 1) for i in range(5)]
    clique = [(i, j, 1) for i in range(4) for j in range(i)]
    graphs = [
        describe("nothing", 0, []),
        describe("one node", 1, []),
        describe("a self loop only", 1, [(0, 0, 2)], starts=[0]),
        describe("one edge", 2, [(0, 1, 1)], starts=[1]),
        describe("a ring", 5, ring, starts=[3]),
        describe("a ring, undirected", 5, ring, True, starts=[3, 0]),
        describe("a star with its centre pointed at", 6, [(i, 0, i) for i in range(1, 6)], starts=[2]),
        describe("a clique with a tail and a lone node", 7, clique + [(3, 4, 2), (4, 5, 3)], starts=[0, 5]),
        describe("weights of zero", 3, [(0, 1, 0), (1, 2, 0)], starts=[0]),
        describe("both directions, one stronger", 2, [(0, 1, 5), (1, 0, 2), (0, 1, 1)]),
        describe("sparse", 60, made(1, 60, 50), starts=[1, 5, 40]),
        describe("middling", 80, made(2, 80, 300, True), starts=[70]),
        describe("middling, undirected", 80, made(3, 80, 300, True), True, starts=[7, 70]),
        describe("dense", 30, made(4, 30, 700), starts=[0]),
    ]
    print(json.dumps({"networkx": nx.__version__, "graphs": graphs}, separators=(",", ":")))


if __name__ == "__main__":
    main()
