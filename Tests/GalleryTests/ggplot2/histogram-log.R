# Number of parameters on a logarithmic axis.
source(file.path(dirname(sub('--file=', '', grep('--file=', commandArgs(), value = TRUE))), 'common.R'))
rows <- read_rows()
save_plot(
  ggplot(rows, aes(parameters)) + geom_histogram() + scale_x_log10() +
    labs(title = "Parameters of models", x = "Parameters", y = "Models"))
