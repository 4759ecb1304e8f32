#include "CRegex.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <vector>

using re2::RE2;
using re2::StringPiece;

struct HfnbRegex {
  std::unique_ptr<RE2> pattern;
  std::map<int, std::string> names;
};

namespace {

StringPiece piece(const char *text, size_t length) {
  return length == 0 ? StringPiece("", 0) : StringPiece(text, length);
}

char *copied(const char *text, size_t length) {
  char *copy = static_cast<char *>(std::malloc(length + 1));
  if (copy == nullptr) return nullptr;
  if (length > 0) std::memcpy(copy, text, length);
  copy[length] = 0;
  return copy;
}

void report(char **error, const std::string &text) {
  if (error != nullptr) *error = copied(text.data(), text.size());
}

// The highest number of groups that a replacement can name, with the whole match.
constexpr int kReplacementGroups = 10;

// The bytes of one character at the start of a text, so that an empty match moves on by characters.
size_t character_length(const char *text, size_t left) {
  size_t length = 1;
  while (length < left && length < 4 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
    length++;
  }
  return length;
}

// Finds the leftmost match at or after a position that starts between characters: RE2's `\B` also
// matches the empty text inside one, and a replacement there would break it.
bool match_from(
    const RE2 &pattern, const StringPiece &subject, size_t position, StringPiece *groups,
    int count) {
  const size_t length = subject.size();
  while (position <= length &&
         pattern.Match(subject, position, length, RE2::UNANCHORED, groups, count)) {
    if (count == 0) return true;
    const size_t start = static_cast<size_t>(groups[0].data() - subject.data());
    if (start == length || (static_cast<unsigned char>(subject[start]) & 0xC0) != 0x80) return true;
    position = start + character_length(subject.data() + start, length - start);
  }
  return false;
}

// Whether a pattern asks for single bytes by `\C`, outside of `\Q...\E`.
bool asks_for_bytes(const StringPiece &pattern) {
  for (size_t i = 0; i + 1 < pattern.size(); i++) {
    if (pattern[i] != '\\') continue;
    i++;
    if (pattern[i] == 'C') return true;
    if (pattern[i] != 'Q') continue;
    const size_t end = pattern.find("\\E", i + 1);
    if (end == StringPiece::npos) return false;
    i = end + 1;
  }
  return false;
}

// Writes named groups `(?<name>...)` as `(?P<name>...)`, which every version of RE2 reads. Escapes,
// `\Q...\E` and character classes are left as they are.
std::string with_named_groups(const StringPiece &pattern) {
  std::string result;
  const size_t size = pattern.size();
  bool in_class = false;
  size_t class_start = 0;
  for (size_t i = 0; i < size; i++) {
    const char c = pattern[i];
    if (c == '\\' && i + 1 < size) {
      size_t end = i + 2;
      if (pattern[i + 1] == 'Q' && !in_class) {
        const size_t close = pattern.find("\\E", end);
        end = close == StringPiece::npos ? size : close + 2;
      }
      result.append(pattern.data() + i, end - i);
      i = end - 1;
      continue;
    }
    if (in_class) {
      // A `]` right after the opening, or after its `^`, is a member of the class.
      if (c == ']' && i > class_start) in_class = false;
    } else if (c == '[') {
      in_class = true;
      class_start = i + (i + 1 < size && pattern[i + 1] == '^' ? 2 : 1);
    }
    result.push_back(c);
    if (!in_class && c == '(' && i + 3 < size && pattern[i + 1] == '?' && pattern[i + 2] == '<' &&
        pattern[i + 3] != '=' && pattern[i + 3] != '!') {
      result.append("?P");
      i++;
    }
  }
  return result;
}

bool append(std::string *result, const char *text, size_t length, size_t limit) {
  if (length > limit - result->size()) return false;
  result->append(text, length);
  return true;
}

// Appends a replacement with its groups filled in; false when the limit is passed.
bool append_replacement(
    std::string *result, const StringPiece &replacement, const StringPiece *groups, size_t limit) {
  const char *text = replacement.data();
  for (size_t i = 0; i < replacement.size(); i++) {
    if (text[i] != '\\' || i + 1 == replacement.size()) {
      if (!append(result, text + i, 1, limit)) return false;
      continue;
    }
    i++;
    if (text[i] >= '0' && text[i] <= '9') {
      const StringPiece &group = groups[text[i] - '0'];
      if (!group.empty() && !append(result, group.data(), group.size(), limit)) return false;
    } else if (!append(result, text + i, 1, limit)) {
      return false;
    }
  }
  return true;
}

}  // namespace

HfnbRegex *hfnb_regex_compile(
    const char *pattern, size_t length, bool ignores_case, int64_t memory, char **error) {
  if (error != nullptr) *error = nullptr;
  try {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(!ignores_case);
    if (memory > 0) options.set_max_mem(memory);
    if (asks_for_bytes(piece(pattern, length))) {
      report(error, "\\C would match a part of a character");
      return nullptr;
    }
    auto compiled = std::make_unique<RE2>(with_named_groups(piece(pattern, length)), options);
    if (!compiled->ok()) {
      report(error, compiled->error());
      return nullptr;
    }
    auto regex = std::make_unique<HfnbRegex>();
    regex->names = compiled->CapturingGroupNames();
    regex->pattern = std::move(compiled);
    return regex.release();
  } catch (...) {
    if (error != nullptr) *error = copied("out of memory", 13);
    return nullptr;
  }
}

void hfnb_regex_release(HfnbRegex *regex) { delete regex; }

void hfnb_regex_release_text(char *text) { std::free(text); }

bool hfnb_regex_matches(const HfnbRegex *regex, const char *text, size_t length) {
  try {
    return regex->pattern->Match(
        piece(text, length), 0, length, RE2::UNANCHORED, nullptr, 0);
  } catch (...) {
    return false;
  }
}

bool hfnb_regex_matches_whole(const HfnbRegex *regex, const char *text, size_t length) {
  try {
    return regex->pattern->Match(
        piece(text, length), 0, length, RE2::ANCHOR_BOTH, nullptr, 0);
  } catch (...) {
    return false;
  }
}

int hfnb_regex_group_count(const HfnbRegex *regex) {
  return regex->pattern->NumberOfCapturingGroups();
}

const char *hfnb_regex_group_name(const HfnbRegex *regex, int group) {
  auto found = regex->names.find(group);
  return found == regex->names.end() ? nullptr : found->second.c_str();
}

bool hfnb_regex_find(
    const HfnbRegex *regex, const char *text, size_t length, size_t offset,
    HfnbRegexRange *groups, size_t count) {
  if (offset > length) return false;
  try {
    const StringPiece subject = piece(text, length);
    const size_t available = static_cast<size_t>(regex->pattern->NumberOfCapturingGroups()) + 1;
    const size_t wanted = std::min(count, available);
    // Patterns with few groups, which is nearly all of them, need no memory of their own.
    StringPiece few[16];
    std::vector<StringPiece> many(wanted > 16 ? wanted : 0);
    StringPiece *found = wanted > 16 ? many.data() : few;
    if (!match_from(*regex->pattern, subject, offset, found, static_cast<int>(wanted))) {
      return false;
    }
    for (size_t i = 0; i < count; i++) {
      if (i >= wanted || found[i].data() == nullptr) {
        groups[i] = {-1, -1};
      } else {
        const ptrdiff_t start = found[i].data() - subject.data();
        groups[i] = {start, start + static_cast<ptrdiff_t>(found[i].size())};
      }
    }
    return true;
  } catch (...) {
    return false;
  }
}

bool hfnb_regex_check_replacement(
    const HfnbRegex *regex, const char *replacement, size_t length, char **error) {
  if (error != nullptr) *error = nullptr;
  try {
    std::string text;
    if (regex->pattern->CheckRewriteString(piece(replacement, length), &text)) return true;
    report(error, text);
  } catch (...) {
    if (error != nullptr) *error = copied("out of memory", 13);
  }
  return false;
}

ptrdiff_t hfnb_regex_replace_all(
    const HfnbRegex *regex, const char *text, size_t length, const char *replacement,
    size_t replacement_length, size_t limit, char **result, size_t *result_length) {
  *result = nullptr;
  *result_length = 0;
  try {
    const StringPiece subject = piece(text, length);
    const StringPiece rewrite = piece(replacement, replacement_length);
    const int wanted = 1 + std::min(RE2::MaxSubmatch(rewrite), kReplacementGroups - 1);
    const int filled = std::min(wanted, regex->pattern->NumberOfCapturingGroups() + 1);
    StringPiece groups[kReplacementGroups];
    std::string built;
    ptrdiff_t replaced = 0;
    size_t copied_to = 0;
    size_t position = 0;
    ptrdiff_t last_end = -1;
    while (match_from(*regex->pattern, subject, position, groups, filled)) {
      const size_t start = static_cast<size_t>(groups[0].data() - subject.data());
      const size_t end = start + groups[0].size();
      if (start == end && static_cast<ptrdiff_t>(start) == last_end) {
        // An empty match right behind the last one is part of it: "a*" on "ab" matches "a", "".
        position = start < length
            ? start + character_length(subject.data() + start, length - start)
            : length + 1;
        continue;
      }
      if (!append(&built, subject.data() + copied_to, start - copied_to, limit)) return -1;
      if (!append_replacement(&built, rewrite, groups, limit)) return -1;
      replaced++;
      copied_to = end;
      last_end = static_cast<ptrdiff_t>(end);
      position = end;
    }
    if (replaced == 0) return 0;
    if (!append(&built, subject.data() + copied_to, length - copied_to, limit)) return -1;
    *result = copied(built.data(), built.size());
    if (*result == nullptr) return -1;
    *result_length = built.size();
    return replaced;
  } catch (...) {
    return -1;
  }
}
