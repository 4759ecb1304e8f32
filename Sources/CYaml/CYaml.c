#include "CYaml.h"

#include <stdlib.h>
#include <yaml.h>

struct HfnbYamlDocument {
  yaml_document_t tree;
  bool is_whole;
  const char *problem;
  size_t problem_line;
};

HfnbYamlDocument *hfnb_yaml_parse(const uint8_t *bytes, size_t length) {
  HfnbYamlDocument *document = calloc(1, sizeof *document);
  if (document == NULL) return NULL;
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) {
    free(document);
    return NULL;
  }
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, bytes != NULL ? bytes : (const uint8_t *)"", length);
  document->is_whole = yaml_parser_load(&parser, &document->tree) == 1;
  if (!document->is_whole) {
    // The words are literals of the library and outlive the parser.
    document->problem = parser.problem != NULL ? parser.problem : "it cannot be parsed";
    document->problem_line = parser.problem_mark.line;
  }
  yaml_parser_delete(&parser);
  return document;
}

void hfnb_yaml_release(HfnbYamlDocument *document) {
  if (document == NULL) return;
  // A load that failed has given back its nodes.
  if (document->is_whole) yaml_document_delete(&document->tree);
  free(document);
}

const char *hfnb_yaml_problem(const HfnbYamlDocument *document, size_t *line) {
  *line = document->problem_line;
  return document->problem;
}

static yaml_node_t *node_of(HfnbYamlDocument *document, int number) {
  return document->is_whole ? yaml_document_get_node(&document->tree, number) : NULL;
}

HfnbYamlNode hfnb_yaml_node(HfnbYamlDocument *document, int number) {
  HfnbYamlNode result = {0};
  yaml_node_t *node = node_of(document, number);
  if (node == NULL) return result;
  result.line = node->start_mark.line;
  switch (node->type) {
    case YAML_SCALAR_NODE:
      result.kind = HFNB_YAML_SCALAR;
      result.text = node->data.scalar.value;
      result.length = node->data.scalar.length;
      result.is_double_quoted = node->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
      break;
    case YAML_SEQUENCE_NODE:
      result.kind = HFNB_YAML_SEQUENCE;
      result.count = (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
      break;
    case YAML_MAPPING_NODE:
      result.kind = HFNB_YAML_MAPPING;
      result.count = (size_t)(node->data.mapping.pairs.top - node->data.mapping.pairs.start);
      break;
    default: break;
  }
  return result;
}

static yaml_node_pair_t *pair_of(yaml_node_t *node, size_t index) {
  yaml_node_pair_t *start = node->data.mapping.pairs.start;
  return index < (size_t)(node->data.mapping.pairs.top - start) ? start + index : NULL;
}

int hfnb_yaml_item(HfnbYamlDocument *document, int number, size_t index) {
  yaml_node_t *node = node_of(document, number);
  if (node == NULL) return 0;
  if (node->type == YAML_SEQUENCE_NODE) {
    yaml_node_item_t *start = node->data.sequence.items.start;
    return index < (size_t)(node->data.sequence.items.top - start) ? start[index] : 0;
  }
  if (node->type != YAML_MAPPING_NODE) return 0;
  yaml_node_pair_t *pair = pair_of(node, index);
  return pair == NULL ? 0 : pair->key;
}

int hfnb_yaml_value(HfnbYamlDocument *document, int number, size_t index) {
  yaml_node_t *node = node_of(document, number);
  if (node == NULL || node->type != YAML_MAPPING_NODE) return 0;
  yaml_node_pair_t *pair = pair_of(node, index);
  return pair == NULL ? 0 : pair->value;
}
