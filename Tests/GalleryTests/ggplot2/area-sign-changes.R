# Three series that cross zero at different weeks, stacked.
source(file.path(dirname(sub('--file=', '', grep('--file=', commandArgs(), value = TRUE))), 'common.R'))
rows <- read_rows()
rows$week <- first_day(rows$week)
save_plot(
  ggplot(rows, aes(week, change, fill = kind)) + geom_area() +
    labs(title = "Change in new models from week to week", y = "Change"))
