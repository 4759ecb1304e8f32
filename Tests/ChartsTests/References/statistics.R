# Computes the expected answers of StatisticsReferenceTests with R and, for boxes, with ggplot2.
#
#   Rscript statistics.R > statistics.txt
#
# Each line: a name, a colon, and the numbers. The data are made by the same rule as in the test.
suppressPackageStartupMessages(library(ggplot2))
say <- function(name, values) {
  cat(name, ": ", paste(sprintf("%.17g", values), collapse = " "), "\n", sep = "")
}
cat("# ", R.version.string, ", ggplot2 ", as.character(packageVersion("ggplot2")), "\n", sep = "")

# Squares modulo a prime: irregular, and exact in doubles. Some are equal, one is far away.
made <- function(n) {
  x <- (((1:n)^2 * 7919) %% 10007) / 100
  x[n] <- 400.25
  x
}
# All at once would be too many numbers; these places are compared.
places <- c(1, 2, 17, 100, 128, 200, 256, 257, 300, 333, 400, 480, 511, 512)

for (n in c(2, 3, 10, 101, 1500, 5000)) {
  x <- made(n)
  say(paste("data", n), c(sum(x), x[1], x[n]))
  say(paste("bandwidth", n), bw.nrd0(x))
  for (adjust in c(1, 0.5)) {
    d <- density(x, adjust = adjust)
    say(paste("density places", n, adjust), d$x[places])
    # What density() approximates by a grid and a Fourier transform, summed exactly.
    say(paste("density exact", n, adjust),
        sapply(d$x[places], function(at) mean(dnorm(at, x, d$bw))))
    say(paste("density", n, adjust), d$y[places])
    say(paste("density peak", n, adjust), max(d$y))
  }
  say(paste("quartiles", n), quantile(x, c(0.25, 0.5, 0.75), type = 7))
  say(paste("iqr bandwidth equal", n), bw.nrd0(rep(5, n)))
  b <- layer_data(ggplot(data.frame(y = x), aes(y = y)) + geom_boxplot())
  say(paste("box", n), c(b$ymin, b$lower, b$middle, b$upper, b$ymax))
  say(paste("outliers", n), c(length(b$outliers[[1]]), sum(b$outliers[[1]])))
  b <- layer_data(ggplot(data.frame(y = x + 0.01), aes(y = y)) + geom_boxplot() + scale_y_log10())
  say(paste("log box", n), 10^c(b$ymin, b$lower, b$middle, b$upper, b$ymax))
  say(paste("log outliers", n), c(length(b$outliers[[1]]), sum(10^b$outliers[[1]])))
  f <- ecdf(x)
  say(paste("ecdf", n), f(c(0, 10, 50.5, 99.97, 100, 500)))
  say(paste("ccdf", n), sapply(c(0, 10, 50.5, 99.97, 100, 400.25), function(at) mean(x >= at)))
  h <- hist(x, breaks = seq(0, 405, 15), right = FALSE, include.lowest = TRUE, plot = FALSE)
  say(paste("histogram 15", n), h$counts)
  say(paste("histogram density 15", n), h$density)
  b <- hist(x, breaks = seq(min(x), max(x), length.out = 8), right = FALSE, plot = FALSE)
  say(paste("histogram 7 bins", n), b$counts)
  # Off the ends of bins, about which `hist` is generous by a ten-millionth.
  positive <- log10(x + 0.013)
  h <- hist(positive, breaks = seq(-2, 3, 0.5), right = FALSE, plot = FALSE)
  say(paste("log histogram", n), h$counts)
}
