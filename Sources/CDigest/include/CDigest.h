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

#ifdef __cplusplus
}
#endif

#endif
