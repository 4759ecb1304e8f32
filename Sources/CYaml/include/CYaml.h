// Trees of YAML, by libyaml.

#ifndef HFNB_CYAML_H
#define HFNB_CYAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  HFNB_YAML_NOTHING = 0,  // no document, or no node with this number
  HFNB_YAML_SCALAR = 1,
  HFNB_YAML_SEQUENCE = 2,
  HFNB_YAML_MAPPING = 3,
} HfnbYamlKind;

// A node of a document, which owns the text.
typedef struct {
  HfnbYamlKind kind;
  const uint8_t *text;    // of a scalar; UTF-8 without a null at the end
  size_t length;          // bytes of `text`
  bool is_double_quoted;  // of a scalar
  size_t count;           // items of a sequence, pairs of a mapping
  size_t line;            // where it begins, from 0
} HfnbYamlNode;

// The first document of a text, or what is wrong with it. Never null but for want of memory.
typedef struct HfnbYamlDocument HfnbYamlDocument;

HfnbYamlDocument *hfnb_yaml_parse(const uint8_t *bytes, size_t length);
void hfnb_yaml_release(HfnbYamlDocument *document);

// What is wrong and in which line from 0, or null where the text could be parsed. Words of libyaml.
const char *hfnb_yaml_problem(const HfnbYamlDocument *document, size_t *line);

// A node by its number; the root has the number 1.
HfnbYamlNode hfnb_yaml_node(HfnbYamlDocument *document, int number);

// The number of an item of a sequence, or of the key of a pair; 0 where there is none.
int hfnb_yaml_item(HfnbYamlDocument *document, int number, size_t index);

// The number of the value of a pair of a mapping; 0 where there is none.
int hfnb_yaml_value(HfnbYamlDocument *document, int number, size_t index);

#ifdef __cplusplus
}
#endif

#endif
