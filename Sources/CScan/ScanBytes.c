#include "CScan.h"

size_t hfnb_scan_find_either(const uint8_t *bytes, size_t length, uint8_t a, uint8_t b) {
  size_t i = 0;
  for (; length - i >= HFNB_SCAN_BLOCK; i += HFNB_SCAN_BLOCK) {
    HfnbScanBlock block = hfnb_scan_load(bytes + i);
    uint64_t found = hfnb_scan_equal(block, a) | hfnb_scan_equal(block, b);
    if (found != 0) return i + (size_t)__builtin_ctzll(found);
  }
  for (; i < length; i++) {
    if (bytes[i] == a || bytes[i] == b) return i;
  }
  return length;
}

size_t hfnb_scan_find_newline(const uint8_t *bytes, size_t length) {
  if (length == 0) return 0;
  const uint8_t *found = memchr(bytes, '\n', length);
  return found == NULL ? length : (size_t)(found - bytes);
}

// Counts the bytes whose masked value is equal to `byte`. A lane for each byte of a block counts up
// to 255 blocks in one byte, which the compiler makes vectors of.
static inline size_t count_masked(
    const uint8_t *bytes, size_t length, uint8_t mask, uint8_t byte) {
  size_t count = 0;
  size_t i = 0;
  while (length - i >= HFNB_SCAN_BLOCK) {
    uint8_t lanes[HFNB_SCAN_BLOCK] = {0};
    for (int round = 0; round < 255 && length - i >= HFNB_SCAN_BLOCK; round++) {
      for (int k = 0; k < HFNB_SCAN_BLOCK; k++) {
        lanes[k] = (uint8_t)(lanes[k] + ((bytes[i + (size_t)k] & mask) == byte));
      }
      i += HFNB_SCAN_BLOCK;
    }
    for (int k = 0; k < HFNB_SCAN_BLOCK; k++) count += lanes[k];
  }
  for (; i < length; i++) count += (bytes[i] & mask) == byte;
  return count;
}

size_t hfnb_scan_count(const uint8_t *bytes, size_t length, uint8_t byte) {
  return count_masked(bytes, length, 0xFF, byte);
}

size_t hfnb_scan_count_non_ascii(const uint8_t *bytes, size_t length) {
  return count_masked(bytes, length, 0x80, 0x80);
}

static inline bool is_continuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

// The length of the well-formed sequence at the start of `left` bytes, or 0.
static inline size_t sequence_length(const uint8_t *bytes, size_t left) {
  uint8_t lead = bytes[0];
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return left >= 2 && is_continuation(bytes[1]) ? 2 : 0;
  if (lead < 0xF0) {
    if (left < 3 || !is_continuation(bytes[1]) || !is_continuation(bytes[2])) return 0;
    if (lead == 0xE0 && bytes[1] < 0xA0) return 0;  // overlong
    if (lead == 0xED && bytes[1] > 0x9F) return 0;  // a surrogate
    return 3;
  }
  if (lead > 0xF4 || left < 4) return 0;
  if (!is_continuation(bytes[1]) || !is_continuation(bytes[2]) || !is_continuation(bytes[3])) {
    return 0;
  }
  if (lead == 0xF0 && bytes[1] < 0x90) return 0;  // overlong
  if (lead == 0xF4 && bytes[1] > 0x8F) return 0;  // above U+10FFFF
  return 4;
}

size_t hfnb_scan_utf8_invalid(const uint8_t *bytes, size_t length) {
  size_t i = 0;
  while (i < length) {
    size_t end = length;
    if (length - i >= HFNB_SCAN_BLOCK) {
      end = i + HFNB_SCAN_BLOCK;
      uint64_t high = hfnb_scan_non_ascii(hfnb_scan_load(bytes + i));
      if (high == 0) {
        i = end;
        continue;
      }
      i += (size_t)__builtin_ctzll(high);
    }
    while (i < end) {
      size_t step = sequence_length(bytes + i, length - i);
      if (step == 0) return i;
      i += step;
    }
  }
  return length;
}
