# View 2: mean score of the models of each day, by author.
source(file.path(dirname(sub('--file=', '', grep('--file=', commandArgs(), value = TRUE))), 'common.R'))
rows <- read_rows()
rows$day <- as.Date(rows$day)
save_plot(
  ggplot(rows, aes(day, score, colour = author)) + geom_line() +
    geom_point(size = 1.5, alpha = 0.5) +
    labs(title = "Average score of their models", x = "Uploaded", y = "Average score"))
