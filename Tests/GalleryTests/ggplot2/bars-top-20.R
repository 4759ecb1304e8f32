# The twenty most downloaded models with long ids.
source(file.path(dirname(sub('--file=', '', grep('--file=', commandArgs(), value = TRUE))), 'common.R'))
rows <- read_rows()
save_plot(
  ggplot(rows, aes(downloads, reorder(model, downloads))) + geom_col() +
    labs(
      title = "Most downloaded models", subtitle = "Downloads in thirty days, invented",
      x = "Downloads", y = NULL))
