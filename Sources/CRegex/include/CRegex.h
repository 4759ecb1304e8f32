// Regular expressions that match in linear time, by RE2.
//
// A pattern may be used by several threads at once. All text is bytes of UTF-8 with a length; a
// null pointer is allowed when the length is zero. No exception leaves these functions.

#ifndef HFNB_CREGEX_H
#define HFNB_CREGEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A compiled pattern.
typedef struct HfnbRegex HfnbRegex;

// A part of a text in bytes; both are -1 for a group that took no part in the match.
typedef struct {
  ptrdiff_t start;
  ptrdiff_t end;
} HfnbRegexRange;

// Compiles a pattern, or returns null and, if `error` is not null, sets it to a text that
// `hfnb_regex_release_text` gives back.
//
// `\C`, which matches single bytes, is refused: every match lies between characters.
//
// `memory` bounds the compiled program and its caches, in bytes: 0 means RE2's own 8 MiB.
HfnbRegex *hfnb_regex_compile(
    const char *pattern, size_t length, bool ignores_case, int64_t memory, char **error);

// Gives a pattern back; does nothing for a null pointer.
void hfnb_regex_release(HfnbRegex *regex);

// Gives a text back that one of these functions made; does nothing for a null pointer.
void hfnb_regex_release_text(char *text);

// Whether the pattern matches anywhere in the text.
bool hfnb_regex_matches(const HfnbRegex *regex, const char *text, size_t length);

// Whether the pattern matches the whole text.
bool hfnb_regex_matches_whole(const HfnbRegex *regex, const char *text, size_t length);

// How many capturing groups the pattern has, the whole match not counted.
int hfnb_regex_group_count(const HfnbRegex *regex);

// The name of a group, counted from 1, or null; lives as long as the pattern.
const char *hfnb_regex_group_name(const HfnbRegex *regex, int group);

// Finds the leftmost match that starts at or after an offset, and writes where the whole match (at
// 0) and the groups lie, at most `count` of them. `^` and `\b` see the text before the offset.
bool hfnb_regex_find(
    const HfnbRegex *regex, const char *text, size_t length, size_t offset,
    HfnbRegexRange *groups, size_t count);

// Whether a replacement is well formed and names only groups that exist; else sets `error` as
// `hfnb_regex_compile` does. `\0` to `\9` stand for groups, `\\` for a backslash.
bool hfnb_regex_check_replacement(
    const HfnbRegex *regex, const char *replacement, size_t length, char **error);

// Replaces every match that does not overlap an earlier one, and returns how many there were.
//
// With no match the text is not copied: `*result` is null. Else `hfnb_regex_release_text` gives it
// back. Returns -1 when the result would be longer than `limit` bytes or memory ran out.
ptrdiff_t hfnb_regex_replace_all(
    const HfnbRegex *regex, const char *text, size_t length, const char *replacement,
    size_t replacement_length, size_t limit, char **result, size_t *result_length);

#ifdef __cplusplus
}
#endif

#endif
