#include "CDigest.h"

#include <nettle/sha2.h>

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(hfnb_sha256_state), "the state is too small");
_Static_assert(_Alignof(struct sha256_ctx) <= _Alignof(hfnb_sha256_state), "misaligned state");

void hfnb_sha256(const uint8_t *bytes, size_t length, uint8_t *digest) {
  struct sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, length, bytes);
  sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
}

static struct sha256_ctx *context_of(hfnb_sha256_state *state) {
  return (struct sha256_ctx *)(void *)state;
}

void hfnb_sha256_begin(hfnb_sha256_state *state) { sha256_init(context_of(state)); }

void hfnb_sha256_add(hfnb_sha256_state *state, const uint8_t *bytes, size_t length) {
  sha256_update(context_of(state), length, bytes);
}

void hfnb_sha256_end(hfnb_sha256_state *state, uint8_t *digest) {
  sha256_digest(context_of(state), SHA256_DIGEST_SIZE, digest);
}

void hfnb_sha256_sum(
    const uint8_t *bytes, const size_t *offsets, size_t count, uint8_t *sum) {
  for (size_t i = 0; i < count; i++) {
    uint8_t digest[SHA256_DIGEST_SIZE];
    hfnb_sha256(bytes + offsets[i], offsets[i + 1] - offsets[i], digest);
    unsigned carry = 0;
    for (int place = SHA256_DIGEST_SIZE - 1; place >= 0; place--) {
      carry += (unsigned)sum[place] + digest[place];
      sum[place] = (uint8_t)carry;
      carry >>= 8;
    }
  }
}
