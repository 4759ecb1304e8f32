#define _GNU_SOURCE

#include "CRename.h"

#include <errno.h>
#include <stdio.h>

static int rename_with(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  return renameat2(from_folder, from, to_folder, to, flags) == 0 ? 0 : errno;
}

int hfnb_exchange(int from_folder, const char *from, int to_folder, const char *to) {
  return rename_with(from_folder, from, to_folder, to, RENAME_EXCHANGE);
}

int hfnb_rename_new(int from_folder, const char *from, int to_folder, const char *to) {
  return rename_with(from_folder, from, to_folder, to, RENAME_NOREPLACE);
}
