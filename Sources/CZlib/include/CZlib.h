// Gzip in memory, by zlib.

#ifndef HFNB_CZLIB_H
#define HFNB_CZLIB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  HFNB_GZIP_OK = 0,
  HFNB_GZIP_TRUNCATED = 1,  // the bytes end inside a member
  HFNB_GZIP_CORRUPT = 2,    // not gzip, a bad block, a wrong checksum, or bytes after the last member
  HFNB_GZIP_TOO_LARGE = 3,  // the output would be longer than the limit
  HFNB_GZIP_NO_MEMORY = 4,
} HfnbGzipStatus;

// A buffer of malloc; `bytes` is null on failure. Given back by `hfnb_gzip_release`.
typedef struct {
  uint8_t *bytes;
  size_t length;
  HfnbGzipStatus status;
  size_t offset;  // how much of the input was read when the status was decided
} HfnbGzipOutput;

// Whether the bytes begin with a gzip member of the deflate method.
bool hfnb_gzip_sniff(const uint8_t *bytes, size_t length);

// Decompresses all members of a gzip file, one after the other (RFC 1952), checksums included.
//
// Never holds more than `limit` bytes of output, so a small hostile input cannot fill the memory.
// Zero bytes after the last member, the padding of a tape or a block device, are allowed.
HfnbGzipOutput hfnb_gzip_decompress(const uint8_t *bytes, size_t length, size_t limit);

// Compresses to one gzip member without a name or a time, at level 0 to 9, so that equal input
// gives equal output.
HfnbGzipOutput hfnb_gzip_compress(const uint8_t *bytes, size_t length, int level);

// Gives a buffer back; does nothing for a null pointer.
void hfnb_gzip_release(uint8_t *bytes);

#ifdef __cplusplus
}
#endif

#endif
