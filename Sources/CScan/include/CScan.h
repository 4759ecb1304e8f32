// Finds the structure of CSV, JSON and text 64 bytes at a time.
//
// The functions on one block are inline, so that they become part of a caller's loop; the functions
// on whole buffers choose the best code for the processor at run time. No function reads outside
// the bytes it is given.

#ifndef HFNB_CSCAN_H
#define HFNB_CSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "CScan numbers the bytes of a block from the least significant bit of a mask"
#endif

#ifdef __cplusplus
extern "C" {
#endif

// The bytes of one block; bit i of every mask is about byte i of it.
enum { HFNB_SCAN_BLOCK = 64 };

// 64 bytes in whatever registers the processor has by default.
typedef struct {
#if defined(__SSE2__)
  __m128i part[4];
#elif defined(__ARM_NEON)
  uint8x16_t part[4];
#else
  uint64_t part[8];
#endif
} HfnbScanBlock;

// Loads 64 readable bytes at any address.
static inline HfnbScanBlock hfnb_scan_load(const uint8_t *bytes) {
  HfnbScanBlock block;
#if defined(__SSE2__)
  for (int i = 0; i < 4; i++) {
    block.part[i] = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * i));
  }
#elif defined(__ARM_NEON)
  for (int i = 0; i < 4; i++) block.part[i] = vld1q_u8(bytes + 16 * i);
#else
  memcpy(block.part, bytes, HFNB_SCAN_BLOCK);
#endif
  return block;
}

#if !defined(__SSE2__) && defined(__ARM_NEON)
// Packs four vectors of 0x00 or 0xFF bytes into one bit a byte.
static inline uint64_t hfnb_scan_pack(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t ab = vpaddq_u8(vandq_u8(a, weights), vandq_u8(b, weights));
  uint8x16_t cd = vpaddq_u8(vandq_u8(c, weights), vandq_u8(d, weights));
  uint8x16_t all = vpaddq_u8(ab, cd);
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(all, all)), 0);
}
#endif

// Packs the top bit of each byte of a word into eight bits.
static inline uint64_t hfnb_scan_word_signs(uint64_t word) {
  return ((word & 0x8080808080808080u) * 0x0002040810204081u) >> 56;
}

// Marks the bytes of a word that are equal to the bytes of `pattern`, one bit a byte.
static inline uint64_t hfnb_scan_word_equal(uint64_t word, uint64_t pattern) {
  uint64_t difference = word ^ pattern;
  uint64_t low = (difference & 0x7F7F7F7F7F7F7F7Fu) + 0x7F7F7F7F7F7F7F7Fu;
  return hfnb_scan_word_signs(~(low | difference));
}

// Marks the bytes of a block that are equal to a byte.
static inline uint64_t hfnb_scan_equal(HfnbScanBlock block, uint8_t byte) {
#if defined(__SSE2__)
  const __m128i pattern = _mm_set1_epi8((char)byte);
  uint64_t mask = 0;
  for (int i = 0; i < 4; i++) {
    uint64_t bits = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block.part[i], pattern));
    mask |= bits << (16 * i);
  }
  return mask;
#elif defined(__ARM_NEON)
  const uint8x16_t pattern = vdupq_n_u8(byte);
  return hfnb_scan_pack(
      vceqq_u8(block.part[0], pattern), vceqq_u8(block.part[1], pattern),
      vceqq_u8(block.part[2], pattern), vceqq_u8(block.part[3], pattern));
#else
  uint64_t mask = 0;
  for (int i = 0; i < 8; i++) {
    mask |= hfnb_scan_word_equal(block.part[i], byte * 0x0101010101010101u) << (8 * i);
  }
  return mask;
#endif
}

// Marks the bytes of a block that are 0x80 or more.
static inline uint64_t hfnb_scan_non_ascii(HfnbScanBlock block) {
#if defined(__SSE2__)
  uint64_t mask = 0;
  for (int i = 0; i < 4; i++) {
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(block.part[i]) << (16 * i);
  }
  return mask;
#elif defined(__ARM_NEON)
  const uint8x16_t limit = vdupq_n_u8(0x80);
  return hfnb_scan_pack(
      vcgeq_u8(block.part[0], limit), vcgeq_u8(block.part[1], limit),
      vcgeq_u8(block.part[2], limit), vcgeq_u8(block.part[3], limit));
#else
  uint64_t mask = 0;
  for (int i = 0; i < 8; i++) mask |= hfnb_scan_word_signs(block.part[i]) << (8 * i);
  return mask;
#endif
}

// Sets each bit to the exclusive or of itself and all lower bits: with quotes as input, the bits
// from an opening quote up to before its closing quote.
static inline uint64_t hfnb_scan_prefix_xor(uint64_t mask) {
  mask ^= mask << 1;
  mask ^= mask << 2;
  mask ^= mask << 4;
  mask ^= mask << 8;
  mask ^= mask << 16;
  mask ^= mask << 32;
  return mask;
}

// Where the bytes that matter to a CSV reader stand in a block.
typedef struct {
  uint64_t quote;
  uint64_t delimiter;
  uint64_t newline;
} HfnbCSVMasks;

// Marks quotes, delimiters and newlines (LF) in 64 readable bytes.
static inline HfnbCSVMasks hfnb_scan_csv_block(
    const uint8_t *bytes, uint8_t quote, uint8_t delimiter) {
  HfnbScanBlock block = hfnb_scan_load(bytes);
  HfnbCSVMasks masks;
  masks.quote = hfnb_scan_equal(block, quote);
  masks.delimiter = hfnb_scan_equal(block, delimiter);
  masks.newline = hfnb_scan_equal(block, '\n');
  return masks;
}

// Which code is used; every level gives the same answers.
typedef enum {
  HFNB_SCAN_PORTABLE = 0,  // words of 64 bits
  HFNB_SCAN_BASELINE = 1,  // the vectors that every processor of the kind has: SSE2, NEON
  HFNB_SCAN_AVX2 = 2,      // AVX2 with carry-less multiply
} HfnbScanLevel;

// The highest level that this processor can run.
HfnbScanLevel hfnb_scan_best_level(void);

// How far an indexer came.
typedef struct {
  size_t count;     // positions written
  size_t consumed;  // bytes read; less than asked only when the room for positions ran out
} HfnbScanResult;

// What a CSV indexer carries from one call to the next; starts at zero.
typedef struct {
  bool in_quotes;
} HfnbCSVState;

// Writes the positions of delimiters and newlines (LF) that stand outside quotes.
//
// A quote toggles, so a doubled quote inside a quoted field has no effect; a stray quote inside an
// unquoted field does. `quote` is a byte, or -1 where nothing is quoted. Positions count from
// `bytes`. The call stops early, at a multiple of 64 bytes, when fewer than 64 places are free or
// before a position would not fit 32 bits; the caller goes on from `consumed`. A room of 64 places
// is enough to make progress.
HfnbScanResult hfnb_scan_csv_index(
    const uint8_t *bytes, size_t length, int quote, uint8_t delimiter, HfnbCSVState *state,
    uint32_t *positions, size_t room);

// As `hfnb_scan_csv_index`, by the code of one level; a level that cannot run is lowered.
HfnbScanResult hfnb_scan_csv_index_at(
    HfnbScanLevel level, const uint8_t *bytes, size_t length, int quote, uint8_t delimiter,
    HfnbCSVState *state, uint32_t *positions, size_t room);

// What a JSON indexer carries from one call to the next; starts at zero.
typedef struct {
  bool in_string;
  bool escaped;  // the next byte follows a backslash that escapes it
} HfnbJSONState;

// Writes the positions of `{ } [ ] : ,` outside strings, and of every unescaped quote, both opening
// and closing, so that the content of a string lies between two neighbouring positions.
//
// Escapes follow Langdale & Lemire, "Parsing Gigabytes of JSON per Second" (2019). A backslash
// outside a string, which no document may have, escapes the byte after it as well. Stops early as
// `hfnb_scan_csv_index` does.
HfnbScanResult hfnb_scan_json_index(
    const uint8_t *bytes, size_t length, HfnbJSONState *state, uint32_t *positions, size_t room);

// As `hfnb_scan_json_index`, by the code of one level; a level that cannot run is lowered.
HfnbScanResult hfnb_scan_json_index_at(
    HfnbScanLevel level, const uint8_t *bytes, size_t length, HfnbJSONState *state,
    uint32_t *positions, size_t room);

// The offset of the first byte equal to `a` or `b`, or `length`.
size_t hfnb_scan_find_either(const uint8_t *bytes, size_t length, uint8_t a, uint8_t b);

// The offset of the first newline (LF), or `length`.
size_t hfnb_scan_find_newline(const uint8_t *bytes, size_t length);

// How many bytes are equal to `byte`: the newlines of a buffer, or the parity of its quotes.
size_t hfnb_scan_count(const uint8_t *bytes, size_t length, uint8_t byte);

// How many bytes are 0x80 or more; none means ASCII.
size_t hfnb_scan_count_non_ascii(const uint8_t *bytes, size_t length);

// The offset of the first byte that begins an ill-formed sequence of UTF-8, or `length` when all is
// well formed (Unicode 15, table 3-7: no overlong form, no surrogate, nothing above U+10FFFF).
size_t hfnb_scan_utf8_invalid(const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif
