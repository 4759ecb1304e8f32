#include "CScan.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Marks the bytes that an odd run of backslashes escapes, given the backslashes of a block; `carry`
// says whether the first byte is escaped by the block before, and is set for the next one. The
// subtraction carries through each run, so no loop over runs is needed (Langdale & Lemire 2019, in
// the form of simdjson 3).
static inline uint64_t escaped_bytes(uint64_t backslashes, uint64_t *carry) {
  const uint64_t odd = 0xAAAAAAAAAAAAAAAAu;
  uint64_t first = *carry;
  if (backslashes == 0) {
    *carry = 0;
    return first;
  }
  uint64_t starts = backslashes & ~first;
  uint64_t runs = ((starts << 1) | odd) - starts;
  uint64_t escapes_and_ends = runs ^ odd;
  *carry = (escapes_and_ends & backslashes) >> 63;
  return escapes_and_ends ^ (backslashes | first);
}

static inline void write_positions(uint32_t *out, uint32_t base, uint64_t mask) {
  while (mask != 0) {
    *out++ = base + (uint32_t)__builtin_ctzll(mask);
    mask &= mask - 1;
  }
}

typedef struct {
  uint64_t word[8];
} WordBlock;

static inline WordBlock words_load(const uint8_t *bytes) {
  WordBlock block;
  memcpy(block.word, bytes, sizeof block.word);
  return block;
}

static inline uint64_t words_equal(WordBlock block, uint8_t byte, uint64_t set) {
  uint64_t mask = 0;
  for (int i = 0; i < 8; i++) {
    mask |= hfnb_scan_word_equal(block.word[i] | set, byte * 0x0101010101010101u) << (8 * i);
  }
  return mask;
}

#define LEVEL(name) name##_portable
#define TARGET
#define BLOCK WordBlock
#define LOAD words_load
#define EQUAL(block, byte) words_equal(block, byte, 0)
#define EQUAL_FOLDED(block, byte) words_equal(block, byte, 0x2020202020202020u)
#define PREFIX_XOR hfnb_scan_prefix_xor
#define WRITE write_positions
#include "ScanIndexers.h"

#if defined(__SSE2__) || defined(__ARM_NEON)

static inline uint64_t baseline_equal_folded(HfnbScanBlock block, uint8_t byte) {
  for (int i = 0; i < 4; i++) {
#if defined(__SSE2__)
    block.part[i] = _mm_or_si128(block.part[i], _mm_set1_epi8(0x20));
#else
    block.part[i] = vorrq_u8(block.part[i], vdupq_n_u8(0x20));
#endif
  }
  return hfnb_scan_equal(block, byte);
}

#define LEVEL(name) name##_baseline
#define TARGET
#define BLOCK HfnbScanBlock
#define LOAD hfnb_scan_load
#define EQUAL hfnb_scan_equal
#define EQUAL_FOLDED baseline_equal_folded
#define PREFIX_XOR hfnb_scan_prefix_xor
#define WRITE write_positions
#include "ScanIndexers.h"

#endif

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2,bmi,pclmul,popcnt")))

typedef struct {
  __m256i low, high;
} WideBlock;

AVX2 static inline WideBlock wide_load(const uint8_t *bytes) {
  WideBlock block;
  block.low = _mm256_loadu_si256((const __m256i *)(const void *)bytes);
  block.high = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32));
  return block;
}

AVX2 static inline uint64_t wide_equal(WideBlock block, uint8_t byte) {
  const __m256i pattern = _mm256_set1_epi8((char)byte);
  uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block.low, pattern));
  uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block.high, pattern));
  return low | ((uint64_t)high << 32);
}

AVX2 static inline uint64_t wide_equal_folded(WideBlock block, uint8_t byte) {
  const __m256i bit = _mm256_set1_epi8(0x20);
  block.low = _mm256_or_si256(block.low, bit);
  block.high = _mm256_or_si256(block.high, bit);
  return wide_equal(block, byte);
}

// Multiplying by all ones without carries is the exclusive or over all lower bits.
AVX2 static inline uint64_t wide_prefix_xor(uint64_t mask) {
  __m128i product =
      _mm_clmulepi64_si128(_mm_set_epi64x(0, (int64_t)mask), _mm_set1_epi8((char)0xFF), 0);
  return (uint64_t)_mm_cvtsi128_si64(product);
}

// Writes eight places at a time, needed or not: the branch on the count is then well predicted.
AVX2 static inline void wide_write(uint32_t *out, uint32_t base, uint64_t mask) {
  int count = __builtin_popcountll(mask);
  for (int done = 0; done < count; done += 8) {
    for (int i = 0; i < 8; i++) {
      out[done + i] = base + (uint32_t)_tzcnt_u64(mask);
      mask = _blsr_u64(mask);
    }
  }
}

#define LEVEL(name) name##_avx2
#define TARGET AVX2
#define BLOCK WideBlock
#define LOAD wide_load
#define EQUAL wide_equal
#define EQUAL_FOLDED wide_equal_folded
#define PREFIX_XOR wide_prefix_xor
#define WRITE wide_write
#include "ScanIndexers.h"

#endif

HfnbScanLevel hfnb_scan_best_level(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
      __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("popcnt")) {
    return HFNB_SCAN_AVX2;
  }
#endif
#if defined(__SSE2__) || defined(__ARM_NEON)
  return HFNB_SCAN_BASELINE;
#else
  return HFNB_SCAN_PORTABLE;
#endif
}

HfnbScanResult hfnb_scan_csv_index_at(
    HfnbScanLevel level, const uint8_t *bytes, size_t length, int quote, uint8_t delimiter,
    HfnbCSVState *state, uint32_t *positions, size_t room) {
  HfnbScanLevel best = hfnb_scan_best_level();
  switch (level < best ? level : best) {
#if defined(__x86_64__)
    case HFNB_SCAN_AVX2:
      return csv_index_avx2(bytes, length, quote, delimiter, state, positions, room);
#endif
#if defined(__SSE2__) || defined(__ARM_NEON)
    case HFNB_SCAN_BASELINE:
      return csv_index_baseline(bytes, length, quote, delimiter, state, positions, room);
#endif
    default:
      return csv_index_portable(bytes, length, quote, delimiter, state, positions, room);
  }
}

HfnbScanResult hfnb_scan_csv_index(
    const uint8_t *bytes, size_t length, int quote, uint8_t delimiter, HfnbCSVState *state,
    uint32_t *positions, size_t room) {
  return hfnb_scan_csv_index_at(
      HFNB_SCAN_AVX2, bytes, length, quote, delimiter, state, positions, room);
}

HfnbScanResult hfnb_scan_json_index_at(
    HfnbScanLevel level, const uint8_t *bytes, size_t length, HfnbJSONState *state,
    uint32_t *positions, size_t room) {
  HfnbScanLevel best = hfnb_scan_best_level();
  switch (level < best ? level : best) {
#if defined(__x86_64__)
    case HFNB_SCAN_AVX2:
      return json_index_avx2(bytes, length, state, positions, room);
#endif
#if defined(__SSE2__) || defined(__ARM_NEON)
    case HFNB_SCAN_BASELINE:
      return json_index_baseline(bytes, length, state, positions, room);
#endif
    default:
      return json_index_portable(bytes, length, state, positions, room);
  }
}

HfnbScanResult hfnb_scan_json_index(
    const uint8_t *bytes, size_t length, HfnbJSONState *state, uint32_t *positions, size_t room) {
  return hfnb_scan_json_index_at(HFNB_SCAN_AVX2, bytes, length, state, positions, room);
}
