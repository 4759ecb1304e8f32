# View 6: new models by architecture with dates of releases.
source(file.path(dirname(sub('--file=', '', grep('--file=', commandArgs(), value = TRUE))), 'common.R'))
rows <- read_rows()
rows$period <- first_day(rows$period)
releases <- read_rows(arguments[5])
releases$date <- as.Date(releases$date)
releases <- releases[releases$date >= min(rows$period) & releases$date <= max(rows$period), ]
height <- max(tapply(rows$n, rows$period, sum)) + 10
save_plot(
  ggplot(rows, aes(period, n, fill = family)) + geom_col() +
    geom_vline(aes(xintercept = date), releases, linetype = "dashed", colour = "#5d6066") +
    geom_text(
      aes(date, height, label = name), releases, angle = 90, hjust = 0.8, vjust = -0.8, size = 3,
      inherit.aes = FALSE) +
    labs(title = "New models and release dates", x = "Uploaded", y = "New models"))
