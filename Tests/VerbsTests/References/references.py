"""Computes the expected answers of ReferenceTests that base R has no function for.

    python references.py [DATA] > references-py.txt

Power laws: `powerlaw` minimises a one-sided distance, optimises the exponent of whole numbers to a
few digits and gives (alpha - 1)/sqrt(n) as error for them as well, so `fit` below does what Clauset,
Shalizi and Newman (2009) write, with SciPy's zeta function and every candidate in full; `powerlaw`
itself is asked for the exponent at a given xmin.
"""
import math
import sys
import warnings
from fractions import Fraction

import mpmath
import numpy
import pandas
import powerlaw
import scipy
from scipy import optimize, special, stats

warnings.simplefilter("ignore")


def say(name, values):
    texts = ["NA" if v is None or v != v else repr(float(v)) for v in values]
    print(name + ": " + " ".join(texts))


def exponent(tail, xmin):
    return 1 + 1 / numpy.log(tail / xmin).mean()


def discrete_exponent(tail, xmin):
    total = math.fsum(numpy.log(tail)) / len(tail)
    value = lambda s: -(-math.log(special.zeta(s, xmin)) - s * total)
    rough = optimize.minimize_scalar(value, bounds=(1.0001, 40), method="bounded",
                                     options={"xatol": 1e-9}).x
    return rough


def exact_discrete_exponent(tail, xmin):
    rough = discrete_exponent(tail, xmin)
    with mpmath.workdps(40):
        total = mpmath.fsum(mpmath.log(int(x)) for x in tail) / len(tail)
        zeta = lambda s: mpmath.zeta(s, int(xmin))
        f = lambda s: mpmath.diff(zeta, s) / zeta(s) + total
        alpha = mpmath.findroot(f, (rough, rough + 1e-4))
        z, z1, z2 = zeta(alpha), mpmath.diff(zeta, alpha), mpmath.diff(zeta, alpha, 2)
        sigma = 1 / mpmath.sqrt(len(tail) * (z2 / z - (z1 / z) ** 2))
        return float(alpha), float(sigma)


def distance(tail, alpha, xmin, discrete):
    values, counts = numpy.unique(tail, return_counts=True)
    at_least = counts[::-1].cumsum()[::-1] / len(tail)
    above = numpy.append(at_least[1:], 0)
    if discrete:
        start = special.zeta(alpha, xmin)
        model_at_least = special.zeta(alpha, values) / start
        model_above = special.zeta(alpha, values + 1) / start
    else:
        model_at_least = model_above = (values / xmin) ** (1 - alpha)
    return max(abs(model_at_least - at_least).max(), abs(model_above - above).max())


def fit(data, discrete, xmin=None):
    data = numpy.sort(numpy.asarray(data, float))
    data = data[data > 0]
    best = None
    for candidate in [xmin] if xmin else numpy.unique(data)[:-1]:
        tail = data[data >= candidate]
        if discrete:
            alpha = discrete_exponent(tail, candidate)
        else:
            alpha = exponent(tail, candidate)
        ks = distance(tail, alpha, candidate, discrete)
        if best is None or ks < best[0]:
            best = (ks, candidate)
    xmin = best[1]
    tail = data[data >= xmin]
    if discrete:
        alpha, sigma = exact_discrete_exponent(tail, xmin)
    else:
        alpha = exponent(tail, xmin)
        sigma = (alpha - 1) / math.sqrt(len(tail))
    return [alpha, xmin, sigma, distance(tail, alpha, xmin, discrete), len(tail)]


def package(data, discrete, xmin):
    found = powerlaw.Fit(numpy.asarray(data, float), discrete=discrete, xmin=xmin, verbose=0)
    return [found.power_law.alpha]


def gini(x):
    x = sorted(Fraction(float(v)) for v in x)
    n = len(x)
    return float(sum((2 * i - n - 1) * v for i, v in enumerate(x, 1)) / (n * sum(x)))


def shares(x):
    return numpy.asarray(x, float) / math.fsum(x)


def top_share(x, p):
    x = sorted((Fraction(float(v)) for v in x), reverse=True)
    return float(sum(x[: math.ceil(Fraction(str(p)) * len(x))]) / sum(x))


def concentration(name, x):
    s = shares(x)
    say(name, [gini(x), stats.entropy(s), math.fsum(s**2), stats.gmean(x), top_share(x, 0.01),
               top_share(x, 0.1)])


def exact_regression(columns, y):
    """Least squares in rational arithmetic of exactly these doubles; errors in 50 digits."""
    rows = [[Fraction(1)] + [Fraction(float(v)) for v in row] for row in zip(*columns)]
    y = [Fraction(float(v)) for v in y]
    p, n = len(rows[0]), len(rows)
    a = [[sum(r[i] * r[j] for r in rows) for j in range(p)]
         + [sum(r[i] * t for r, t in zip(rows, y))] + [Fraction(int(i == j)) for j in range(p)]
         for i in range(p)]
    for i in range(p):
        pivot = a[i][i]
        a[i] = [v / pivot for v in a[i]]
        for k in range(p):
            if k != i and a[k][i]:
                factor = a[k][i]
                a[k] = [u - factor * v for u, v in zip(a[k], a[i])]
    b = [a[i][p] for i in range(p)]
    rss = sum((t - sum(c * v for c, v in zip(b, r))) ** 2 for r, t in zip(rows, y))
    mean = sum(y) / n
    tss = sum((t - mean) ** 2 for t in y)
    with mpmath.workdps(50):
        big = lambda f: mpmath.mpf(f.numerator) / mpmath.mpf(f.denominator)
        out = []
        for i in range(p):
            out += [big(b[i]), mpmath.sqrt(big(rss * a[i][p + 1 + i] / (n - p))), big(1 - rss / tss)]
        return [float(v) for v in out]


print(f"# numpy {numpy.__version__}, scipy {scipy.__version__}, powerlaw {powerlaw.__version__},"
      f" mpmath {mpmath.__version__}")
made = pandas.read_csv("made.csv")
say("made powerlaw", fit(made.heavy, False))
say("made powerlaw from 3", fit(made.heavy, False, 3.0))
say("made powerlaw whole", fit(made.whole, True))
say("made powerlaw whole from 2", fit(made.whole, True, 2))
say("made powerlaw package", package(made.heavy, False, 3.0))
say("made powerlaw package kolmogorov",
    [stats.kstest(made.heavy[made.heavy >= 3], stats.pareto(fit(made.heavy, False, 3.0)[0] - 1,
                                                            scale=3).cdf).statistic])
concentration("made concentration", made.heavy)
both = made.dropna()
say("made kendall", [stats.kendalltau(both.z, both.t).statistic, len(both)])
filip = pandas.read_csv("filip.csv")
say("filip", exact_regression([filip.x**k for k in range(1, 11)], filip.y))
longley = pandas.read_csv("longley.csv")
say("longley exact", exact_regression([longley[f"x{k}"] for k in range(1, 7)], longley.y))

if len(sys.argv) > 1:
    downloads = pandas.read_csv(sys.argv[1] + "/hub/models_downloads_2022-07.csv")
    positive = downloads.downloads[downloads.downloads > 0]
    summaries = downloads[downloads.task == "summarization"].downloads
    say("downloads powerlaw summarization", fit(summaries, True))
    say("downloads powerlaw from 1000", fit(positive, True, 1000))
    concentration("downloads concentration", positive)
    few = downloads[(downloads.downloads > 0)].head(3000)
    say("downloads kendall", [
        stats.kendalltau(few.downloads, few.downloads % 97).statistic,
        stats.spearmanr(few.downloads, few.downloads % 97).statistic])
    benchmarks = pandas.read_csv(sys.argv[1] + "/obs/base_llm_benchmark_eval.csv")
    say("benchmarks powerlaw", fit(benchmarks["FLOPs (1E21)"].dropna(), False))
