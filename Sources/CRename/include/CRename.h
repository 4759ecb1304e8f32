// renameat2 of Linux, which the module of the C library does not show.

#ifndef HFNB_CRENAME_H
#define HFNB_CRENAME_H

#ifdef __cplusplus
extern "C" {
#endif

// Swaps two names, each of which must exist, in one step. Returns 0, or the value of errno.
int hfnb_exchange(int from_folder, const char *from, int to_folder, const char *to);

// Renames unless the new name is taken, in one step. Returns 0, or the value of errno.
int hfnb_rename_new(int from_folder, const char *from, int to_folder, const char *to);

#ifdef __cplusplus
}
#endif

#endif
