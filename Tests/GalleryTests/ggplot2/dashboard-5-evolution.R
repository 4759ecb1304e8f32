# View 5: running best of fine-tunes by days since the first of the family.
source(file.path(dirname(sub('--file=', '', grep('--file=', commandArgs(), value = TRUE))), 'common.R'))
rows <- read_rows()
save_plot(
  ggplot(rows, aes(day, gain, colour = family)) + geom_line() + geom_point() +
    ggrepel::geom_label_repel(aes(label = model), size = 3, max.overlaps = 50, seed = 1) +
    labs(
      title = "Evolution of models over time", x = "Days since the first model",
      y = "Gain in average score"))
