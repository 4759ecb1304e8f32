# What all scripts share: the rows that our case draws, and a picture of our size.
#
#   Rscript NAME.R ROWS.csv PICTURE.png WIDTH HEIGHT [MORE.csv]
#
# Width and height are those of our SVG in pixels at 96 dpi; the picture has twice as many.
suppressPackageStartupMessages(library(ggplot2))
options(warn = 1)
arguments <- commandArgs(trailingOnly = TRUE)
read_rows <- function(path = arguments[1]) {
  read.csv(path, check.names = FALSE, na.strings = "", fileEncoding = "UTF-8")
}
# A period as its first day: 2024-01, 2024-W03, 2024Q1, 2024-01-07.
first_day <- function(text) {
  text <- sub("^([0-9]{4})-([0-9]{2})$", "\\1-\\2-01", text)
  weekly <- grepl("W", text)
  if (any(weekly)) {
    year <- as.integer(sub("-?W.*", "", text))
    week <- as.integer(sub(".*W", "", text))
    fourth <- as.Date(sprintf("%d-01-04", year))
    monday <- fourth - (as.integer(format(fourth, "%u")) - 1)
    return(monday + 7 * (week - 1))
  }
  as.Date(substr(text, 1, 10))
}
save_plot <- function(plot) {
  ggsave(
    arguments[2], plot + theme_minimal(), width = as.numeric(arguments[3]) / 96,
    height = as.numeric(arguments[4]) / 96, dpi = 192, bg = "white")
}
