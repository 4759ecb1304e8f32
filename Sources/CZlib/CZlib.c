#include "CZlib.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

// Windows of 32 kB, with the header and the trailer of gzip.
enum { GZIP_WINDOW = 15 + 16 };

// What zlib takes in one call: its counters are 32 bits wide.
static uInt slice(size_t length) { return length < UINT_MAX / 2 ? (uInt)length : UINT_MAX / 2; }

static HfnbGzipOutput failure(uint8_t *bytes, HfnbGzipStatus status, size_t offset) {
  free(bytes);
  HfnbGzipOutput output = {NULL, 0, status, offset};
  return output;
}

// Makes room for at least one more byte, up to the limit.
static HfnbGzipStatus grow(uint8_t **bytes, size_t *room, size_t limit) {
  if (*room >= limit) return HFNB_GZIP_TOO_LARGE;
  size_t wanted = *room > limit / 2 ? limit : *room * 2;
  if (wanted < 4096) wanted = limit < 4096 ? limit : 4096;
  uint8_t *grown = realloc(*bytes, wanted);
  if (grown == NULL) return HFNB_GZIP_NO_MEMORY;
  *bytes = grown;
  *room = wanted;
  return HFNB_GZIP_OK;
}

bool hfnb_gzip_sniff(const uint8_t *bytes, size_t length) {
  return length >= 3 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8;
}

// Whether there is nothing left but padding.
static bool is_padding(const uint8_t *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (bytes[i] != 0) return false;
  }
  return true;
}

static bool may_be_member(const uint8_t *bytes, size_t length) {
  static const uint8_t magic[3] = {0x1F, 0x8B, 8};
  return memcmp(bytes, magic, length < 3 ? length : 3) == 0;
}

// Decompresses the member at `*offset`, appending to the output and moving the offset behind it.
static HfnbGzipStatus member(
    z_stream *stream, const uint8_t *bytes, size_t length, size_t *offset, size_t limit,
    HfnbGzipOutput *output, size_t *room) {
  for (;;) {
    bool is_full = output->length == *room;
    if (is_full && *room < limit) {
      HfnbGzipStatus status = grow(&output->bytes, room, limit);
      if (status != HFNB_GZIP_OK) return status;
      is_full = false;
    }
    // At the limit one spare byte is offered: it tells output that ends there from output that goes
    // on.
    uint8_t spare;
    uInt given = slice(length - *offset);
    uInt offered = is_full ? 1 : slice(*room - output->length);
    stream->next_in = (Bytef *)(uintptr_t)(bytes + *offset);
    stream->avail_in = given;
    stream->next_out = is_full ? &spare : output->bytes + output->length;
    stream->avail_out = offered;
    int code = inflate(stream, Z_NO_FLUSH);
    size_t written = offered - stream->avail_out;
    *offset += given - stream->avail_in;
    if (is_full && written > 0) return HFNB_GZIP_TOO_LARGE;
    output->length += written;
    switch (code) {
      case Z_STREAM_END: return HFNB_GZIP_OK;
      case Z_OK: break;
      case Z_BUF_ERROR:
        if (*offset == length && stream->avail_out > 0) return HFNB_GZIP_TRUNCATED;
        break;
      case Z_MEM_ERROR: return HFNB_GZIP_NO_MEMORY;
      default: return HFNB_GZIP_CORRUPT;
    }
  }
}

HfnbGzipOutput hfnb_gzip_decompress(const uint8_t *bytes, size_t length, size_t limit) {
  if (length == 0) return failure(NULL, HFNB_GZIP_TRUNCATED, 0);
  if (!may_be_member(bytes, length)) return failure(NULL, HFNB_GZIP_CORRUPT, 0);
  HfnbGzipOutput output = {NULL, 0, HFNB_GZIP_OK, 0};
  size_t room = 0;
  // Most text shrinks to a quarter or so; a guess saves the copies of growing.
  size_t guess = length < limit / 4 ? length * 4 : limit;
  if (guess > 0) {
    output.bytes = malloc(guess);
    if (output.bytes != NULL) room = guess;
  }
  z_stream stream = {0};
  if (inflateInit2(&stream, GZIP_WINDOW) != Z_OK) {
    return failure(output.bytes, HFNB_GZIP_NO_MEMORY, 0);
  }
  size_t offset = 0;
  while (offset < length) {
    if (offset > 0 && is_padding(bytes + offset, length - offset)) break;
    HfnbGzipStatus status = HFNB_GZIP_CORRUPT;
    if (may_be_member(bytes + offset, length - offset) && inflateReset(&stream) == Z_OK) {
      status = member(&stream, bytes, length, &offset, limit, &output, &room);
    }
    if (status != HFNB_GZIP_OK) {
      inflateEnd(&stream);
      return failure(output.bytes, status, offset);
    }
  }
  inflateEnd(&stream);
  output.offset = offset;
  if (output.bytes == NULL) {
    output.bytes = malloc(1);
    if (output.bytes == NULL) return failure(NULL, HFNB_GZIP_NO_MEMORY, offset);
  }
  return output;
}

HfnbGzipOutput hfnb_gzip_compress(const uint8_t *bytes, size_t length, int level) {
  z_stream stream = {0};
  if (level < 0) level = 0;
  if (level > 9) level = 9;
  if (deflateInit2(&stream, level, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    return failure(NULL, HFNB_GZIP_NO_MEMORY, 0);
  }
  HfnbGzipOutput output = {NULL, 0, HFNB_GZIP_OK, 0};
  size_t room = 0;
  int code = Z_OK;
  while (code != Z_STREAM_END) {
    if (output.length == room && grow(&output.bytes, &room, SIZE_MAX) != HFNB_GZIP_OK) {
      deflateEnd(&stream);
      return failure(output.bytes, HFNB_GZIP_NO_MEMORY, output.offset);
    }
    uInt given = slice(length - output.offset);
    uInt offered = slice(room - output.length);
    stream.next_in = (Bytef *)(uintptr_t)(bytes + output.offset);
    stream.avail_in = given;
    stream.next_out = output.bytes + output.length;
    stream.avail_out = offered;
    code = deflate(&stream, output.offset + given == length ? Z_FINISH : Z_NO_FLUSH);
    output.offset += given - stream.avail_in;
    output.length += offered - stream.avail_out;
  }
  deflateEnd(&stream);
  return output;
}

void hfnb_gzip_release(uint8_t *bytes) { free(bytes); }
