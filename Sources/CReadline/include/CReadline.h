// Line editing by GNU readline, and the terminal and interrupt that go with it.
//
// This target alone touches readline's globals and the standard streams; its header shows plain
// types. Everything is called from the main thread, except where a function says otherwise.

#ifndef HFNB_CREADLINE_H
#define HFNB_CREADLINE_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// Answers the Tab key: looks at a line of UTF-8 and the cursor, both in bytes, and acts by
// `hfnb_readline_replace`, `hfnb_readline_show` and `hfnb_readline_bell`.
typedef void (*HfnbCompletion)(const char *line, size_t length, size_t cursor, void *context);

typedef enum {
  HFNB_READ_TEXT = 0,
  HFNB_READ_INTERRUPTED = 1,  // Ctrl-C
  HFNB_READ_END = 2,          // Ctrl-D on an empty line, or the terminal is gone
} HfnbReadOutcome;

// Prepares readline to edit on two descriptors of a terminal. `name` selects conditional parts of
// the user's inputrc. Further calls only change the descriptors. False when a stream cannot be
// opened.
bool hfnb_readline_setup(const char *name, int input, int output);

// Reads one line, which may hold newlines when they were pasted or typed with Alt-Enter.
//
// Invisible parts of the prompt stand between bytes 1 and 2. `initial`, if not null, is text to
// begin with. Returns text for `hfnb_readline_release` when `*outcome` is `HFNB_READ_TEXT`, else
// null.
char *hfnb_readline_read(
    const char *prompt, const char *initial, HfnbCompletion completion, void *context,
    HfnbReadOutcome *outcome);

// Gives a line back.
void hfnb_readline_release(char *line);

// Replaces bytes `start` up to `end` of the line being edited, as one change for undo, and puts the
// cursor behind the new text. For use while a completion is asked.
void hfnb_readline_replace(size_t start, size_t end, const char *text);

// Shows lines below the line being edited, which is then drawn again. For use while a completion is
// asked.
void hfnb_readline_show(const char *text);

// Says that there is nothing to do, as the user's inputrc wishes it said.
void hfnb_readline_bell(void);

// Adds an entry, which may have several lines.
void hfnb_history_add(const char *entry);

// Forgets all entries.
void hfnb_history_clear(void);

// How many entries there are.
size_t hfnb_history_count(void);

// An entry, the oldest at 0, or null; valid until the history changes.
const char *hfnb_history_entry(size_t index);

// Keeps only the newest entries from now on.
void hfnb_history_limit(size_t count);

// From now on Ctrl-C outside `hfnb_readline_read` (SIGINT) only sets a flag.
void hfnb_interrupt_install(void);

// Undoes `hfnb_interrupt_install`.
void hfnb_interrupt_remove(void);

// Whether an interrupt was asked for; may be called by any thread.
bool hfnb_interrupt_is_pending(void);

// As `hfnb_interrupt_is_pending`, and clears the flag; may be called by any thread.
bool hfnb_interrupt_take(void);

// Sets the flag as Ctrl-C would; may be called by any thread.
void hfnb_interrupt_request(void);

// From now on SIGINT and SIGTERM are counted, set the flag above, and make `hfnb_stop_descriptor`
// readable. With `leaves_at_second` the second one ends the process at once, with 128 and the
// number of the first as its status.
void hfnb_stop_install(bool leaves_at_second);

// Undoes `hfnb_stop_install`; what was counted stays.
void hfnb_stop_remove(void);

// What polls as readable from the first of these signals on; -1 before they were ever installed.
int hfnb_stop_descriptor(void);

// The first of the signals since `hfnb_stop_install`; 0 when there was none.
int hfnb_stop_signal(void);

// How many of these signals there were.
int hfnb_stop_count(void);

// The size of the terminal behind a descriptor in cells; false when there is none or it is unknown.
bool hfnb_terminal_size(int descriptor, int *columns, int *rows);

#ifdef __cplusplus
}
#endif

#endif
