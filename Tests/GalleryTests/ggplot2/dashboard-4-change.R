# View 4: smoothed change of new models per week, by architecture.
source(file.path(dirname(sub('--file=', '', grep('--file=', commandArgs(), value = TRUE))), 'common.R'))
rows <- read_rows()
rows$period <- first_day(rows$period)
save_plot(
  ggplot(rows, aes(period, change, fill = family)) +
    geom_area(stat = "smooth", method = "loess", formula = y ~ x, alpha = 0.6, position = "identity") +
    labs(
      title = "Change in popularity of architectures", x = "Uploaded", y = "Change in new models"))
