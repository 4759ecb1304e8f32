# View 3: every model's score and a smooth line for each type.
source(file.path(dirname(sub('--file=', '', grep('--file=', commandArgs(), value = TRUE))), 'common.R'))
rows <- read_rows()
rows$period <- as.Date(rows$period)
save_plot(
  ggplot(rows, aes(period, score, colour = type)) + geom_point(alpha = 0.4) +
    geom_smooth(method = "loess", formula = y ~ x, se = FALSE) +
    labs(title = "Average score of models by type", x = "Uploaded", y = "Average score"))
