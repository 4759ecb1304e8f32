#include "CMarkdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// Above these sizes the parser's worst cases are no longer a matter of milliseconds. Those of inline
// structure lie within one paragraph, so they are counted from blank line to blank line.
enum {
  max_length = 4 * 1024 * 1024,
  max_line_markers = 256,
  max_brackets = 2000,
  max_emphasis = 20000,
  max_line_bars = 512,
  max_table_cells = 1000 * 1000,
};

static pthread_once_t registered = PTHREAD_ONCE_INIT;

static void register_extensions(void) { cmark_gfm_core_extensions_ensure_registered(); }

/// What was counted in one paragraph.
typedef struct {
  size_t brackets, emphasis, widest_bars;
} paragraph_counts;

/// Whether the text can be parsed in a time that is near to linear.
///
/// Block markers at the beginning of a line nest; characters that open inline structure are matched
/// against each other; rows of a table are filled up to the width of its first row. All are bounded.
static bool is_tame(const char *text, size_t length) {
  paragraph_counts here = {0, 0, 0};
  size_t line_markers = 0, line_bars = 0, cells = 0;
  bool leading = true;
  if (length > max_length) return false;
  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    if (c == '\n') {
      if (line_bars > here.widest_bars) here.widest_bars = line_bars;
      cells += here.widest_bars;
      if (cells > max_table_cells) return false;
      if (leading && line_markers == 0) here = (paragraph_counts){0, 0, 0};
      line_markers = 0;
      line_bars = 0;
      leading = true;
      continue;
    }
    if (leading) {
      if (c == '>' || c == '-' || c == '+' || c == '*' || c == '.' || c == ')') {
        // A rule of dashes is long and does not nest: a marker nests when a space follows it.
        bool nests = c == '>' || (i + 1 < length && (text[i + 1] == ' ' || text[i + 1] == '\t'));
        if (nests && ++line_markers > max_line_markers) return false;
        if (!nests) leading = false;
      } else if (c != ' ' && c != '\t' && c != '\r' && !(c >= '0' && c <= '9')) {
        leading = false;
      }
    }
    if (c == '[' || c == '<' || c == '!' || c == '@') {
      // The search for an address around `@` costs the most.
      here.brackets += c == '@' ? 4 : 1;
      if (here.brackets > max_brackets) return false;
    } else if (c == '*' || c == '_' || c == '~' || c == '`') {
      if (++here.emphasis > max_emphasis) return false;
    } else if (c == '|' && ++line_bars > max_line_bars) {
      return false;
    }
  }
  return true;
}

/// The length of the scheme before a colon, or 0 for an address without one.
static size_t scheme_length(const char *url) {
  for (size_t i = 0; url[i] != 0; i++) {
    char c = url[i];
    if (c == ':') return i + 1;
    if (c == '/' || c == '?' || c == '#') return 0;
  }
  return 0;
}

static bool begins(const char *url, const char *prefix) {
  return strncasecmp(url, prefix, strlen(prefix)) == 0;
}

/// Whether the address stays on the page's own host and needs no scheme.
static bool is_relative(const char *url) {
  if (scheme_length(url) != 0) return false;
  if (url[0] == '\\') return false;
  return !(url[0] == '/' && (url[1] == '/' || url[1] == '\\'));
}

/// Whether the address holds a byte that browsers drop before they look for the scheme.
static bool has_hidden_bytes(const char *url) {
  for (const unsigned char *p = (const unsigned char *)url; *p != 0; p++) {
    if (*p < 0x20 || *p == 0x7F) return true;
  }
  return url[0] == ' ';
}

static bool is_safe_link(const char *url) {
  if (url == NULL || has_hidden_bytes(url)) return false;
  if (is_relative(url)) return true;
  return begins(url, "http://") || begins(url, "https://") || begins(url, "mailto:");
}

static bool is_safe_image(const char *url) {
  if (url == NULL || has_hidden_bytes(url)) return false;
  if (is_relative(url)) return true;
  return begins(url, "data:image/png;base64,") || begins(url, "data:image/jpeg;base64,") ||
         begins(url, "data:image/gif;base64,") || begins(url, "data:image/webp;base64,");
}

/// Whether raw HTML is one comment and nothing else.
static bool is_comment(const char *literal) {
  if (strncmp(literal, "<!--", 4) != 0) return false;
  const char *end = strstr(literal + 4, "-->");
  if (end == NULL) return false;
  for (end += 3; *end != 0; end++) {
    if (*end != ' ' && *end != '\n' && *end != '\r' && *end != '\t') return false;
  }
  return true;
}

/// Puts the text of raw HTML in the place of the HTML.
static void show_as_text(cmark_node *node, bool block) {
  const char *literal = cmark_node_get_literal(node);
  if (literal != NULL && !is_comment(literal)) {
    cmark_node *text = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(text, literal);
    if (block) {
      cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
      cmark_node_append_child(paragraph, text);
      text = paragraph;
    }
    if (!cmark_node_insert_before(node, text)) cmark_node_free(text);
  }
  cmark_node_free(node);
}

/// Puts what a link or an image contains in its place.
static void unwrap(cmark_node *node) {
  cmark_node *child = cmark_node_first_child(node);
  while (child != NULL) {
    cmark_node *next = cmark_node_next(child);
    cmark_node_insert_before(node, child);
    child = next;
  }
  cmark_node_free(node);
}

/// Whether a node has to be replaced before the tree is written.
static bool is_unsafe(cmark_node *node) {
  cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) return true;
  if (type == CMARK_NODE_LINK) return !is_safe_link(cmark_node_get_url(node));
  if (type == CMARK_NODE_IMAGE) return !is_safe_image(cmark_node_get_url(node));
  return false;
}

/// Replaces every unsafe node; false when memory runs out.
///
/// The nodes are collected first, because a tree must not change under its iterator.
static bool make_safe(cmark_node *root) {
  size_t count = 0, capacity = 0;
  cmark_node **found = NULL;
  cmark_iter *iterator = cmark_iter_new(root);
  cmark_event_type event;
  while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iterator);
    // Leaves are only entered; containers are taken on the way out, so that inner ones go first.
    cmark_node_type type = cmark_node_get_type(node);
    bool container = type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
    if (event != (container ? CMARK_EVENT_EXIT : CMARK_EVENT_ENTER) || !is_unsafe(node)) continue;
    if (count == capacity) {
      capacity = capacity == 0 ? 64 : capacity * 2;
      cmark_node **grown = realloc(found, capacity * sizeof(*found));
      if (grown == NULL) {
        free(found);
        cmark_iter_free(iterator);
        return false;
      }
      found = grown;
    }
    found[count++] = node;
  }
  cmark_iter_free(iterator);
  for (size_t i = 0; i < count; i++) {
    cmark_node_type type = cmark_node_get_type(found[i]);
    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
      show_as_text(found[i], type == CMARK_NODE_HTML_BLOCK);
    } else {
      unwrap(found[i]);
    }
  }
  free(found);
  return true;
}

char *cmd_to_html(const char *text, size_t length, size_t *out_length) {
  static const char *const names[] = {"table", "strikethrough", "autolink", "tasklist"};
  *out_length = 0;
  if (!is_tame(text, length)) return NULL;
  pthread_once(&registered, register_extensions);

  // Without CMARK_OPT_UNSAFE the writer itself also refuses HTML and script addresses.
  // Columns of tables are aligned by style: HTML 5 knows no attribute for it.
  int options = CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES;
  cmark_parser *parser = cmark_parser_new(options);
  if (parser == NULL) return NULL;
  for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
    cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
    if (extension != NULL) cmark_parser_attach_syntax_extension(parser, extension);
  }
  cmark_parser_feed(parser, text, length);
  cmark_node *root = cmark_parser_finish(parser);
  char *html = NULL;
  if (root != NULL && make_safe(root)) {
    html = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser));
  }
  if (root != NULL) cmark_node_free(root);
  cmark_parser_free(parser);
  if (html != NULL) *out_length = strlen(html);
  return html;
}

void cmd_free(char *html) { free(html); }
