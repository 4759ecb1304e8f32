#define _GNU_SOURCE
#include "CReadline.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

enum { KEY_INTERRUPT = 3, KEY_COMPLETE = 9, KEY_SUSPEND = 26 };

static bool is_initialised = false;
static bool was_interrupted = false;
static const char *initial_text = NULL;
static HfnbCompletion current_completion = NULL;
static void *current_context = NULL;

// What a deadly signal needs to leave the terminal as it was found; written before the handler is
// installed.
static struct termios found_settings;
static volatile sig_atomic_t is_editing = 0;
static int terminal_descriptor = -1;
static const int deadly_signals[] = {SIGTERM, SIGHUP, SIGQUIT};
enum { DEADLY_SIGNALS = sizeof deadly_signals / sizeof deadly_signals[0] };
static struct sigaction deadly_before[DEADLY_SIGNALS];

static void on_deadly_signal(int number) {
  if (is_editing) {
    static const char end_of_bracketed_paste[] = "\033[?2004l\r\n";
    ssize_t ignored =
        write(terminal_descriptor, end_of_bracketed_paste, sizeof end_of_bracketed_paste - 1);
    (void)ignored;
    tcsetattr(terminal_descriptor, TCSANOW, &found_settings);
  }
  signal(number, SIG_DFL);
  raise(number);
}

// Sets the terminal as readline wants it, but lets Ctrl-C and Ctrl-Z arrive as keys: a signal in
// the middle of a read can lose the keys around it.
static void prepare_terminal(int meta) {
  // A terminal that hung up could not be restored, and readline would take this one for prepared.
  if (RL_ISSTATE(RL_STATE_TERMPREPPED)) rl_deprep_terminal();
  if (tcgetattr(terminal_descriptor, &found_settings) == 0) is_editing = 1;
  rl_prep_terminal(meta);
  struct termios settings;
  if (tcgetattr(terminal_descriptor, &settings) == 0) {
    settings.c_cc[VINTR] = _POSIX_VDISABLE;
    settings.c_cc[VSUSP] = _POSIX_VDISABLE;
    tcsetattr(terminal_descriptor, TCSADRAIN, &settings);
  }
}

static void restore_terminal(void) {
  rl_deprep_terminal();
  is_editing = 0;
}

static int on_ctrl_c(int count, int key) {
  (void)count;
  (void)key;
  was_interrupted = true;
  rl_replace_line("", 0);
  rl_crlf();
  rl_on_new_line();
  rl_done = 1;
  return 0;
}

static int on_ctrl_z(int count, int key) {
  (void)count;
  (void)key;
  rl_crlf();
  restore_terminal();
  kill(0, SIGTSTP);
  prepare_terminal(1);
  rl_on_new_line();
  rl_redisplay();
  return 0;
}

static int on_alt_enter(int count, int key) {
  (void)count;
  (void)key;
  rl_insert_text("\n");
  return 0;
}

static int on_tab(int count, int key) {
  (void)count;
  (void)key;
  if (current_completion == NULL) return rl_ding();
  current_completion(rl_line_buffer, (size_t)rl_end, (size_t)rl_point, current_context);
  return 0;
}

static int insert_initial_text(void) {
  if (initial_text != NULL) rl_insert_text(initial_text);
  return 0;
}

static void bind_keys(void) {
  Keymap maps[] = {emacs_standard_keymap, vi_insertion_keymap, vi_movement_keymap};
  for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++) {
    rl_bind_key_in_map(KEY_INTERRUPT, on_ctrl_c, maps[i]);
    rl_bind_key_in_map(KEY_SUSPEND, on_ctrl_z, maps[i]);
  }
  rl_bind_key_in_map(KEY_COMPLETE, on_tab, emacs_standard_keymap);
  rl_bind_key_in_map(KEY_COMPLETE, on_tab, vi_insertion_keymap);
  rl_bind_key_in_map('\r', on_alt_enter, emacs_meta_keymap);
  rl_bind_key_in_map('\n', on_alt_enter, emacs_meta_keymap);
}

static FILE *stream_of(int descriptor, const char *mode) {
  int own = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  if (own < 0) return NULL;
  FILE *stream = fdopen(own, mode);
  if (stream == NULL) close(own);
  return stream;
}

bool hfnb_readline_setup(const char *name, int input, int output) {
  FILE *in = stream_of(input, "r");
  FILE *out = stream_of(output, "w");
  if (in == NULL || out == NULL) {
    if (in != NULL) fclose(in);
    if (out != NULL) fclose(out);
    return false;
  }
  if (is_initialised) {
    fclose(rl_instream);
    fclose(rl_outstream);
  }
  rl_instream = in;
  rl_outstream = out;
  terminal_descriptor = fileno(in);
  if (is_initialised) return true;

  // readline keeps the pointer.
  char *own_name = strdup(name);
  if (own_name != NULL) rl_readline_name = own_name;
  rl_catch_signals = 0;
  rl_change_environment = 0;  // LINES and COLUMNS would go stale in child processes
  rl_prep_term_function = prepare_terminal;
  rl_deprep_term_function = restore_terminal;
  rl_startup_hook = insert_initial_text;
  rl_initialize();
  // Text is UTF-8 whatever the environment says; only the class of characters depends on this.
  setlocale(LC_CTYPE, "C.UTF-8");
  rl_variable_bind("input-meta", "on");
  rl_variable_bind("output-meta", "on");
  rl_variable_bind("convert-meta", "off");
  rl_variable_bind("enable-bracketed-paste", "on");
  bind_keys();
  using_history();
  is_initialised = true;
  return true;
}

char *hfnb_readline_read(
    const char *prompt, const char *initial, HfnbCompletion completion, void *context,
    HfnbReadOutcome *outcome) {
  was_interrupted = false;
  initial_text = initial;
  current_completion = completion;
  current_context = context;

  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_deadly_signal;
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < DEADLY_SIGNALS; i++) {
    sigaction(deadly_signals[i], NULL, &deadly_before[i]);
    // A signal that is ignored, as under nohup, stays ignored.
    if (deadly_before[i].sa_handler == SIG_IGN) continue;
    sigaction(deadly_signals[i], &action, NULL);
  }
  char *line = readline(prompt);
  for (int i = 0; i < DEADLY_SIGNALS; i++) {
    sigaction(deadly_signals[i], &deadly_before[i], NULL);
  }

  initial_text = NULL;
  current_completion = NULL;
  current_context = NULL;
  if (was_interrupted) {
    free(line);
    *outcome = HFNB_READ_INTERRUPTED;
    return NULL;
  }
  *outcome = line == NULL ? HFNB_READ_END : HFNB_READ_TEXT;
  return line;
}

void hfnb_readline_release(char *line) { free(line); }

void hfnb_readline_replace(size_t start, size_t end, const char *text) {
  size_t length = (size_t)rl_end;
  if (start > end || end > length) return;
  rl_begin_undo_group();
  rl_delete_text((int)start, (int)end);
  rl_point = (int)start;
  rl_insert_text(text);
  rl_end_undo_group();
}

void hfnb_readline_show(const char *text) {
  // The cursor goes behind the last line of a long or many-line entry before anything is printed.
  int point = rl_point;
  rl_point = rl_end;
  rl_redisplay();
  rl_crlf();
  fputs(text, rl_outstream);
  fflush(rl_outstream);
  rl_point = point;
  rl_on_new_line();
  rl_redisplay();
}

void hfnb_readline_bell(void) { rl_ding(); }

void hfnb_history_add(const char *entry) { add_history(entry); }

void hfnb_history_clear(void) { clear_history(); }

size_t hfnb_history_count(void) { return history_length < 0 ? 0 : (size_t)history_length; }

const char *hfnb_history_entry(size_t index) {
  if (index >= hfnb_history_count()) return NULL;
  HIST_ENTRY *entry = history_get(history_base + (int)index);
  return entry == NULL ? NULL : entry->line;
}

void hfnb_history_limit(size_t count) { stifle_history((int)count); }

// Read by the threads of an evaluation, so atomic; lock-free, so allowed in a signal handler.
static _Atomic int interrupt_flag = 0;
static struct sigaction interrupt_before;
static bool is_interrupt_installed = false;

static void on_interrupt(int number) {
  (void)number;
  interrupt_flag = 1;
}

void hfnb_interrupt_install(void) {
  if (is_interrupt_installed) return;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_interrupt;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  is_interrupt_installed = sigaction(SIGINT, &action, &interrupt_before) == 0;
}

void hfnb_interrupt_remove(void) {
  if (!is_interrupt_installed) return;
  sigaction(SIGINT, &interrupt_before, NULL);
  is_interrupt_installed = false;
}

bool hfnb_interrupt_is_pending(void) { return interrupt_flag != 0; }

bool hfnb_interrupt_take(void) {
  int expected = 1;
  return atomic_compare_exchange_strong(
      &interrupt_flag, &expected, 0);
}

void hfnb_interrupt_request(void) { interrupt_flag = 1; }

static _Atomic int first_stop_signal = 0;
static _Atomic int stop_count = 0;
static int stop_descriptor = -1;
static bool is_left_at_second_stop = false;
static const int stop_signals[] = {SIGINT, SIGTERM};
enum { STOP_SIGNALS = sizeof stop_signals / sizeof stop_signals[0] };
static struct sigaction stop_before[STOP_SIGNALS];
static bool is_stop_installed = false;

static void on_stop(int number) {
  int before = errno;
  int none = 0;
  atomic_compare_exchange_strong(&first_stop_signal, &none, number);
  int count = atomic_fetch_add(&stop_count, 1) + 1;
  interrupt_flag = 1;
  if (count > 1 && is_left_at_second_stop) _exit(128 + first_stop_signal);
  eventfd_t one = 1;
  ssize_t ignored = write(stop_descriptor, &one, sizeof one);
  (void)ignored;
  errno = before;
}

void hfnb_stop_install(bool leaves_at_second) {
  if (is_stop_installed) return;
  if (stop_descriptor < 0) stop_descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  eventfd_t old;
  eventfd_read(stop_descriptor, &old);
  first_stop_signal = 0;
  stop_count = 0;
  interrupt_flag = 0;
  is_left_at_second_stop = leaves_at_second;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_stop;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < STOP_SIGNALS; i++) sigaction(stop_signals[i], &action, &stop_before[i]);
  is_stop_installed = true;
}

void hfnb_stop_remove(void) {
  if (!is_stop_installed) return;
  for (int i = 0; i < STOP_SIGNALS; i++) sigaction(stop_signals[i], &stop_before[i], NULL);
  is_stop_installed = false;
}

int hfnb_stop_descriptor(void) { return stop_descriptor; }

int hfnb_stop_signal(void) { return first_stop_signal; }

int hfnb_stop_count(void) { return stop_count; }

bool hfnb_terminal_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) {
    return false;
  }
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}
