#ifndef HFNB_CMARKDOWN_H
#define HFNB_CMARKDOWN_H

#include <stddef.h>

/// Turns GitHub-flavoured Markdown into an HTML fragment that cannot run or load anything.
///
/// Raw HTML becomes text, except comments, which are dropped. Links keep only http, https, mailto,
/// relative and fragment addresses; images only relative addresses and base64 data of PNG, JPEG,
/// GIF and WebP. Other links and images leave their text behind.
///
/// The result belongs to the caller and is released with cmd_free. It is NULL when memory runs out,
/// or when the text is of a shape that the parser handles in more than linear time (thousands of
/// nested markers in one line, megabytes of brackets); such text is to be shown as it is.
char *cmd_to_html(const char *text, size_t length, size_t *out_length);

/// Releases a result of cmd_to_html; NULL is allowed.
void cmd_free(char *html);

#endif
