# Five thousand points on two logarithmic axes, the fifteen most downloaded with their names.
source(file.path(dirname(sub('--file=', '', grep('--file=', commandArgs(), value = TRUE))), 'common.R'))
rows <- read_rows()
largest <- head(rows[order(-rows$downloads), ], 15)
largest$name <- sprintf("lab-%d/model-%d", largest$i %% 7, largest$i)
save_plot(
  ggplot(rows, aes(downloads, likes)) + geom_point(alpha = 0.3) +
    ggrepel::geom_text_repel(aes(label = name), largest, seed = 1) +
    scale_x_log10() + scale_y_log10() +
    labs(
      title = "Likes against downloads",
      subtitle = "5,000 invented models; those without likes have no place", x = "Downloads", y = "Likes"))
