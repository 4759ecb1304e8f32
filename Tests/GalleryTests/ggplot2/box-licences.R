# Downloads by licence on a logarithmic axis.
source(file.path(dirname(sub('--file=', '', grep('--file=', commandArgs(), value = TRUE))), 'common.R'))
rows <- read_rows()
save_plot(
  ggplot(rows, aes(license, downloads)) + geom_boxplot() + scale_y_log10() +
    labs(title = "Downloads by licence", y = "Downloads", x = NULL))
