#include "CZstd.h"

#include <stdlib.h>
#include <string.h>
#include <zstd.h>
#include <zstd_errors.h>

static HfnbZstdOutput failure(uint8_t *bytes, HfnbZstdStatus status, size_t offset) {
  free(bytes);
  HfnbZstdOutput output = {NULL, 0, status, offset};
  return output;
}

static uint32_t little_endian(const uint8_t *bytes) {
  return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
         (uint32_t)bytes[3] << 24;
}

bool hfnb_zstd_sniff(const uint8_t *bytes, size_t length) {
  if (length < 4) return false;
  uint32_t magic = little_endian(bytes);
  return magic == ZSTD_MAGICNUMBER || (magic & 0xFFFFFFF0U) == ZSTD_MAGIC_SKIPPABLE_START;
}

// What the library's error means here.
static HfnbZstdStatus status_of(size_t code) {
  switch (ZSTD_getErrorCode(code)) {
    case ZSTD_error_memory_allocation: return HFNB_ZSTD_NO_MEMORY;
    case ZSTD_error_frameParameter_windowTooLarge: return HFNB_ZSTD_TOO_LARGE;
    case ZSTD_error_dictionary_wrong:
    case ZSTD_error_dictionary_corrupted: return HFNB_ZSTD_DICTIONARY;
    default: return HFNB_ZSTD_CORRUPT;
  }
}

// The largest window, as a power of two, that the limit allows.
static int largest_window(size_t limit) {
  ZSTD_bounds bounds = ZSTD_dParam_getBounds(ZSTD_d_windowLogMax);
  // Frames of the usual levels have windows of up to 8 MB, however short they are.
  int log = 23;
  while (log < bounds.upperBound && ((size_t)1 << (log + 1)) <= limit) log++;
  return log;
}

// Makes room for at least one more byte, up to the limit.
static HfnbZstdStatus grow(HfnbZstdOutput *output, size_t *room, size_t limit) {
  size_t wanted = *room > limit / 2 ? limit : *room * 2;
  if (wanted < 4096) wanted = limit < 4096 ? limit : 4096;
  uint8_t *grown = realloc(output->bytes, wanted);
  if (grown == NULL) return HFNB_ZSTD_NO_MEMORY;
  output->bytes = grown;
  *room = wanted;
  return HFNB_ZSTD_OK;
}

// Decompresses frame after frame into the output, moving the input's position behind them.
static HfnbZstdStatus frames(
    ZSTD_DCtx *context, ZSTD_inBuffer *input, size_t limit, HfnbZstdOutput *output, size_t *room) {
  // The state is zero between frames, else a guess of how much more input is wanted.
  size_t state = 0;
  while (input->pos < input->size || state != 0) {
    if (output->length == *room && *room < limit) {
      HfnbZstdStatus status = grow(output, room, limit);
      if (status != HFNB_ZSTD_OK) return status;
    }
    // At the limit one spare byte is offered: it tells output that ends there from output that goes
    // on.
    uint8_t spare;
    bool is_full = output->length == *room;
    ZSTD_outBuffer target = {
        is_full ? &spare : output->bytes + output->length,
        is_full ? 1 : *room - output->length, 0};
    size_t before = input->pos;
    state = ZSTD_decompressStream(context, &target, input);
    if (ZSTD_isError(state)) return status_of(state);
    if (is_full && target.pos > 0) return HFNB_ZSTD_TOO_LARGE;
    output->length += target.pos;
    bool is_stuck = input->pos == before && target.pos == 0;
    if (is_stuck && input->pos == input->size && state != 0) return HFNB_ZSTD_TRUNCATED;
  }
  return HFNB_ZSTD_OK;
}

HfnbZstdOutput hfnb_zstd_decompress(const uint8_t *bytes, size_t length, size_t limit) {
  if (length == 0) return failure(NULL, HFNB_ZSTD_TRUNCATED, 0);
  HfnbZstdOutput output = {NULL, 0, HFNB_ZSTD_OK, 0};
  ZSTD_DCtx *context = ZSTD_createDCtx();
  if (context == NULL) return failure(NULL, HFNB_ZSTD_NO_MEMORY, 0);
  ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, largest_window(limit));
  // The first frame may say how long it is, but a hostile one may lie.
  size_t guess = length < limit / 4 ? length * 4 : limit;
  unsigned long long stated = ZSTD_getFrameContentSize(bytes, length);
  bool is_stated = stated != ZSTD_CONTENTSIZE_UNKNOWN && stated != ZSTD_CONTENTSIZE_ERROR;
  if (is_stated && stated > guess && stated <= limit && stated / 256 <= length) {
    guess = (size_t)stated;
  }
  size_t room = 0;
  if (guess > 0) {
    output.bytes = malloc(guess);
    if (output.bytes != NULL) room = guess;
  }
  ZSTD_inBuffer input = {bytes, length, 0};
  HfnbZstdStatus status = frames(context, &input, limit, &output, &room);
  ZSTD_freeDCtx(context);
  if (status != HFNB_ZSTD_OK) return failure(output.bytes, status, input.pos);
  output.offset = input.pos;
  if (output.bytes == NULL) {
    output.bytes = malloc(1);
    if (output.bytes == NULL) return failure(NULL, HFNB_ZSTD_NO_MEMORY, input.pos);
  }
  return output;
}

HfnbZstdOutput hfnb_zstd_compress(const uint8_t *bytes, size_t length, int level) {
  ZSTD_CCtx *context = ZSTD_createCCtx();
  if (context == NULL) return failure(NULL, HFNB_ZSTD_NO_MEMORY, 0);
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  size_t room = ZSTD_compressBound(length);
  HfnbZstdOutput output = {malloc(room), 0, HFNB_ZSTD_OK, length};
  size_t written = 0;
  if (output.bytes != NULL) written = ZSTD_compress2(context, output.bytes, room, bytes, length);
  ZSTD_freeCCtx(context);
  if (output.bytes == NULL || ZSTD_isError(written)) {
    return failure(output.bytes, HFNB_ZSTD_NO_MEMORY, 0);
  }
  output.length = written;
  return output;
}

void hfnb_zstd_release(uint8_t *bytes) { free(bytes); }
