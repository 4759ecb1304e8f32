# View 1: new models per week, stacked by type.
source(file.path(dirname(sub('--file=', '', grep('--file=', commandArgs(), value = TRUE))), 'common.R'))
rows <- read_rows()
rows$period <- first_day(rows$period)
save_plot(
  ggplot(rows, aes(period, n, fill = type)) + geom_col() +
    labs(title = "New models over time", x = "Uploaded", y = "New models"))
