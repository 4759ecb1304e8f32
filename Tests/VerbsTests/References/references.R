# Computes the expected answers of ReferenceTests with base R, on made.csv and longley.csv here and,
# with a folder as argument, on real tables of the data collection.
#
#   Rscript references.R [DATA] > references-r.txt
#
# Each line: a name, a colon, and the numbers; NA where there is none.
say <- function(name, values) {
  cat(name, ": ", paste(ifelse(is.na(values), "NA", sprintf("%.17g", values)), collapse = " "),
      "\n", sep = "")
}
cat("# ", R.version.string, "\n", sep = "")

smooths <- function(prefix, d) {
  for (degree in 0:2) for (span in c(0.3, 0.75, 1.5)) {
    for (surface in c("direct", "interpolate")) {
      fit <- loess(y ~ x, d, span = span, degree = degree, surface = surface,
                   control = loess.control(surface = surface))
      say(paste(prefix, "loess", degree, span, surface), predict(fit, d$x))
    }
  }
  for (degree in 1:2) for (surface in c("direct", "interpolate")) {
    fit <- loess(y ~ x, d, span = 0.5, degree = degree, family = "symmetric",
                 control = loess.control(surface = surface))
    say(paste(prefix, "loess robust", degree, surface), predict(fit, d$x))
  }
  ranks <- order(order(d$x))
  for (f in c(0.25, 2 / 3)) for (iter in c(0, 3)) {
    fit <- lowess(d$x, d$y, f = f, iter = iter, delta = 0)
    say(paste(prefix, "lowess", round(f, 2), iter), fit$y[ranks])
  }
}

columns <- function(prefix, d, value, tied) {
  for (type in 1:9) {
    say(paste(prefix, "quantile", type),
        quantile(d[[value]], c(0, 0.01, 0.1, 0.25, 1 / 3, 0.5, 0.9, 0.999, 1), type = type,
                 na.rm = TRUE, names = FALSE))
    say(paste(prefix, "quantile tied", type),
        quantile(d[[tied]], c(0, 0.01, 0.1, 0.25, 1 / 3, 0.5, 0.9, 0.999, 1), type = type,
                 na.rm = TRUE, names = FALSE))
  }
}

pairs <- function(prefix, d, names) {
  for (method in c("pearson", "spearman", "kendall")) {
    r <- c()
    for (a in seq_along(names)) for (b in seq_along(names)) if (a < b) {
      x <- d[[names[a]]]; y <- d[[names[b]]]
      both <- !is.na(x) & !is.na(y)
      r <- c(r, cor(x[both], y[both], method = method), sum(both))
    }
    say(paste(prefix, "correlate", method), r)
  }
}

regression <- function(prefix, fit) {
  s <- summary(fit)
  say(prefix, as.vector(rbind(coef(fit), s$coefficients[, 2], s$r.squared)))
}

groups <- function(prefix, value, many, two) {
  k <- kruskal.test(value, factor(many))
  say(paste(prefix, "kruskal"), c(k$statistic, k$parameter, k$p.value))
  w <- wilcox.test(value ~ factor(two), exact = FALSE, correct = TRUE)
  say(paste(prefix, "mannwhitney"), c(w$statistic, w$p.value))
}

made <- read.csv("made.csv")
smooths("made", made)
tied <- made; tied$x <- made$t
smooths("ties", tied)
columns("made", made, "y", "z")
pairs("made", made, c("x", "y", "t", "z", "whole"))
regression("made lm", lm(y ~ x + t + w, made))
regression("made lm powers", lm(y ~ x + I(x^2) + I(x^3), made))
say("made lm fitted", fitted(lm(y ~ x + w, made)))
groups("made", made$y, made$four, made$two)
groups("ties", made$z, made$four, made$two)
say("made weighted mean", weighted.mean(made$y, made$w))
say("made sd var iqr", c(sd(made$y), var(made$y), IQR(made$y)))
say("made mean 5", stats::filter(made$y, rep(1 / 5, 5), sides = 1)[5:160])
say("made median 5", runmed(made$y, 5, endrule = "keep")[3:158])
longley <- read.csv("longley.csv")
regression("longley", lm(y ~ x1 + x2 + x3 + x4 + x5 + x6, longley))

data <- commandArgs(trailingOnly = TRUE)
if (length(data) == 1) {
  benchmarks <- read.csv(file.path(data, "obs/base_llm_benchmark_eval.csv"), check.names = FALSE)
  d <- data.frame(x = benchmarks[["Model Size (B)"]], y = benchmarks[["MMLU"]],
                  z = benchmarks[["HumanEval"]], u = benchmarks[["FLOPs (1E21)"]])
  whole <- d[!is.na(d$x) & !is.na(d$y), ]
  smooths("benchmarks", data.frame(x = log10(whole$x), y = whole$y))
  columns("benchmarks", d, "y", "x")
  pairs("benchmarks", d, c("x", "y", "z", "u"))
  regression("benchmarks lm", lm(y ~ log10(x) + z, d))
  downloads <- read.csv(file.path(data, "hub/models_downloads_2022-07.csv"))
  few <- downloads[downloads$task %in% c("fill-mask", "summarization", "translation"), ]
  k <- kruskal.test(few$downloads, factor(few$task))
  say("downloads kruskal", c(k$statistic, k$parameter, k$p.value))
  two <- few[few$task != "translation", ]
  w <- wilcox.test(downloads ~ factor(task), two, exact = FALSE, correct = TRUE)
  say("downloads mannwhitney", c(w$statistic, w$p.value))
}
