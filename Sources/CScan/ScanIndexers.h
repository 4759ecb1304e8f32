// The indexers, written once and compiled for each level.
//
// The including file defines, and this file undefines at its end:
//   LEVEL(name)            the name of a function at this level
//   TARGET                 the attribute that lets its functions use the processor's instructions
//   BLOCK, LOAD(bytes)     64 bytes in registers
//   EQUAL(block, byte)     one bit for each byte that is equal
//   EQUAL_FOLDED(block, b) the same after bit 0x20 of each byte of the block is set
//   PREFIX_XOR(mask)       as `hfnb_scan_prefix_xor`
//   WRITE(out, base, mask) writes base + i for each bit i of the mask, touching at most 64 places

// Positions are 32 bits wide, so no call looks further than this.
#define LEVEL_REACH ((size_t)UINT32_MAX - (HFNB_SCAN_BLOCK - 1))

TARGET static inline uint64_t LEVEL(csv_structure)(
    const uint8_t *bytes, int quote, uint8_t delimiter, uint64_t valid, uint64_t *inside) {
  BLOCK block = LOAD(bytes);
  uint64_t found = (EQUAL(block, delimiter) | EQUAL(block, '\n')) & valid;
  if (quote < 0) return found;
  uint64_t quotes = EQUAL(block, (uint8_t)quote) & valid;
  uint64_t quoted = PREFIX_XOR(quotes) ^ *inside;
  *inside = (uint64_t)((int64_t)quoted >> 63);
  return found & ~quoted;
}

TARGET static HfnbScanResult LEVEL(csv_index)(
    const uint8_t *bytes, size_t length, int quote, uint8_t delimiter, HfnbCSVState *state,
    uint32_t *positions, size_t room) {
  size_t reach = length < LEVEL_REACH ? length : LEVEL_REACH & ~(size_t)(HFNB_SCAN_BLOCK - 1);
  uint64_t inside = state->in_quotes ? ~(uint64_t)0 : 0;
  HfnbScanResult result = {0, 0};
  while (reach - result.consumed >= HFNB_SCAN_BLOCK && room - result.count >= HFNB_SCAN_BLOCK) {
    uint64_t found =
        LEVEL(csv_structure)(bytes + result.consumed, quote, delimiter, ~(uint64_t)0, &inside);
    WRITE(positions + result.count, (uint32_t)result.consumed, found);
    result.count += (size_t)__builtin_popcountll(found);
    result.consumed += HFNB_SCAN_BLOCK;
  }
  size_t rest = reach - result.consumed;
  if (rest > 0 && rest < HFNB_SCAN_BLOCK && room - result.count >= HFNB_SCAN_BLOCK) {
    uint8_t tail[HFNB_SCAN_BLOCK] = {0};
    memcpy(tail, bytes + result.consumed, rest);
    uint64_t valid = ((uint64_t)1 << rest) - 1;
    uint64_t found = LEVEL(csv_structure)(tail, quote, delimiter, valid, &inside);
    WRITE(positions + result.count, (uint32_t)result.consumed, found);
    result.count += (size_t)__builtin_popcountll(found);
    result.consumed = reach;
  }
  state->in_quotes = inside != 0;
  return result;
}

TARGET static inline uint64_t LEVEL(json_structure)(
    const uint8_t *bytes, uint64_t valid, uint64_t *inside, uint64_t *escaped) {
  BLOCK block = LOAD(bytes);
  uint64_t escapes = escaped_bytes(EQUAL(block, '\\') & valid, escaped);
  uint64_t quotes = EQUAL(block, '"') & valid & ~escapes;
  uint64_t quoted = PREFIX_XOR(quotes) ^ *inside;
  *inside = (uint64_t)((int64_t)quoted >> 63);
  // With bit 0x20 set, `[` becomes `{` and `]` becomes `}`, and nothing else becomes either.
  uint64_t found = EQUAL_FOLDED(block, '{') | EQUAL_FOLDED(block, '}') | EQUAL(block, ':') |
      EQUAL(block, ',');
  return (found & valid & ~quoted) | quotes;
}

TARGET static HfnbScanResult LEVEL(json_index)(
    const uint8_t *bytes, size_t length, HfnbJSONState *state, uint32_t *positions, size_t room) {
  size_t reach = length < LEVEL_REACH ? length : LEVEL_REACH & ~(size_t)(HFNB_SCAN_BLOCK - 1);
  uint64_t inside = state->in_string ? ~(uint64_t)0 : 0;
  uint64_t escaped = state->escaped ? 1 : 0;
  HfnbScanResult result = {0, 0};
  while (reach - result.consumed >= HFNB_SCAN_BLOCK && room - result.count >= HFNB_SCAN_BLOCK) {
    uint64_t found =
        LEVEL(json_structure)(bytes + result.consumed, ~(uint64_t)0, &inside, &escaped);
    WRITE(positions + result.count, (uint32_t)result.consumed, found);
    result.count += (size_t)__builtin_popcountll(found);
    result.consumed += HFNB_SCAN_BLOCK;
  }
  size_t rest = reach - result.consumed;
  if (rest > 0 && rest < HFNB_SCAN_BLOCK && room - result.count >= HFNB_SCAN_BLOCK) {
    uint8_t tail[HFNB_SCAN_BLOCK] = {0};
    memcpy(tail, bytes + result.consumed, rest);
    uint64_t before = escaped;
    uint64_t valid = ((uint64_t)1 << rest) - 1;
    uint64_t found = LEVEL(json_structure)(tail, valid, &inside, &escaped);
    WRITE(positions + result.count, (uint32_t)result.consumed, found);
    result.count += (size_t)__builtin_popcountll(found);
    // The byte after the tail is outside the block, so its escape is told by the tail itself.
    size_t run = 0;
    while (run < rest && tail[rest - 1 - run] == '\\') run++;
    if (run == rest) run += before;
    escaped = run & 1;
    result.consumed = reach;
  }
  state->in_string = inside != 0;
  state->escaped = escaped != 0;
  return result;
}

#undef LEVEL
#undef TARGET
#undef BLOCK
#undef LOAD
#undef EQUAL
#undef EQUAL_FOLDED
#undef PREFIX_XOR
#undef WRITE
#undef LEVEL_REACH
