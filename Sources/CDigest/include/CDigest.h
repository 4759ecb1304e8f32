// SHA-256 (FIPS 180-4), by nettle.

#ifndef HFNB_CDIGEST_H
#define HFNB_CDIGEST_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Writes the 32 bytes of the digest of some bytes.
void hfnb_sha256(const uint8_t *bytes, size_t length, uint8_t *digest);

// A digest that is being made of several pieces.
typedef struct {
  uint64_t words[16];
} hfnb_sha256_state;

void hfnb_sha256_begin(hfnb_sha256_state *state);
void hfnb_sha256_add(hfnb_sha256_state *state, const uint8_t *bytes, size_t length);
// Writes the 32 bytes of the digest; the state begins anew.
void hfnb_sha256_end(hfnb_sha256_state *state, uint8_t *digest);

// Adds the digests of `count` pieces of memory, each from offsets[i] to offsets[i + 1], to `sum`,
// as numbers of 256 bits whose first byte is the highest, modulo 2^256.
void hfnb_sha256_sum(
    const uint8_t *bytes, const size_t *offsets, size_t count, uint8_t *sum);

#ifdef __cplusplus
}
#endif

#endif
