# Twelve small panels on shared axes.
source(file.path(dirname(sub('--file=', '', grep('--file=', commandArgs(), value = TRUE))), 'common.R'))
rows <- read_rows()
rows$month <- first_day(rows$month)
save_plot(
  ggplot(rows, aes(month, n)) + geom_col() + facet_wrap(~task) +
    labs(title = "New models per month, by task", x = NULL, y = "Models"))
