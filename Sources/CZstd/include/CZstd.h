// Zstandard in memory, by libzstd.

#ifndef HFNB_CZSTD_H
#define HFNB_CZSTD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  HFNB_ZSTD_OK = 0,
  HFNB_ZSTD_TRUNCATED = 1,  // the bytes end inside a frame
  HFNB_ZSTD_CORRUPT = 2,    // a bad block, a wrong checksum, or other bytes after the last frame
  HFNB_ZSTD_TOO_LARGE = 3,  // the output, or a frame's window, would be longer than the limit
  HFNB_ZSTD_NO_MEMORY = 4,
  HFNB_ZSTD_DICTIONARY = 5,  // a frame needs a dictionary that is not in the file
} HfnbZstdStatus;

// A buffer of malloc; `bytes` is null on failure. Given back by `hfnb_zstd_release`.
typedef struct {
  uint8_t *bytes;
  size_t length;
  HfnbZstdStatus status;
  size_t offset;  // how much of the input was read when the status was decided
} HfnbZstdOutput;

// Whether the bytes begin with a Zstandard frame, or with a skippable one before it.
bool hfnb_zstd_sniff(const uint8_t *bytes, size_t length);

// Decompresses all frames of a file, one after the other (RFC 8878), checksums included.
//
// Never holds more than `limit` bytes of output, nor a window larger than that, so a small hostile
// input cannot fill the memory.
HfnbZstdOutput hfnb_zstd_decompress(const uint8_t *bytes, size_t length, size_t limit);

// Compresses to one frame with a checksum, so that equal input gives equal output.
HfnbZstdOutput hfnb_zstd_compress(const uint8_t *bytes, size_t length, int level);

// Gives a buffer back; does nothing for a null pointer.
void hfnb_zstd_release(uint8_t *bytes);

#ifdef __cplusplus
}
#endif

#endif
