/// ncurses in the few words this program needs. There is one screen per process.
///
/// Everything here is called from one thread at a time; only the signal handlers run at any time.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

enum screen_status {
    SCREEN_OPENED,
    /// Standard input or output is no terminal.
    SCREEN_NO_TERMINAL,
    /// No description fits, not even a fallback; or a screen is open already.
    SCREEN_UNUSABLE,
};

/// TERM; "" if it is not set.
const char *screen_named_terminal(void);

/// Takes the terminal: raw keys, no echo, alternate screen. An unknown, missing or dumb TERM falls back to
/// xterm-256color, xterm, vt100. On failure nothing is left behind.
enum screen_status screen_open(void);
/// Gives the terminal back as it was. Closing twice is no error; exit(3) closes, too.
void screen_close(void);

/// Gives the terminal back for a while, for a shell or a stop.
void screen_lend(void);
/// Takes a lent terminal again and paints everything that was drawn.
void screen_take_back(void);
/// Lends the terminal, stops the whole process group as ^Z does, and takes it back once continued; a terminal that
/// was lent stays so. Where nobody could continue it (an orphaned group) it does not stop.
void screen_suspend(void);

bool screen_is_utf8(void);
/// Whether colours show: the terminal has some, and NO_COLOR is not set.
bool screen_has_colors(void);

struct screen_size {
    int columns;
    int rows;
};

/// As the kernel knows it now, whether or not what is drawn has that size.
struct screen_size screen_size(void);
/// Makes what is drawn that large; the next refresh paints everything.
void screen_resize(struct screen_size size);

enum screen_color { SCREEN_DEFAULT, SCREEN_RED, SCREEN_GREEN, SCREEN_YELLOW, SCREEN_MAGENTA, SCREEN_CYAN };

enum screen_attribute {
    SCREEN_NORMAL = 0,
    SCREEN_BOLD = 1,
    SCREEN_DIM = 2,
    SCREEN_UNDERLINE = 4,
    SCREEN_REVERSE = 8,
};

/// Draws UTF-8 into exactly that many cells: blanks follow a shorter text, a longer one is cut. What the locale
/// cannot show becomes `?`. Nothing is sent before a refresh.
void screen_draw(int row, int column, int columns, const char *text, unsigned attributes, enum screen_color color);
/// Negative numbers hide the cursor.
void screen_set_cursor(int row, int column);
/// Sends the difference to what the terminal shows.
void screen_refresh(void);
/// Sends bytes as they are, past what is drawn.
void screen_send(const char *bytes);

/// Whether clicks and the wheel are reported; a terminal that knows nothing of it ignores it. Off while lent.
void screen_set_mouse(bool on);

enum screen_key_kind {
    /// Nothing more to read.
    SCREEN_KEY_NONE,
    /// A key this program has no name for.
    SCREEN_KEY_UNKNOWN,
    /// `code` is the Unicode scalar, control characters too: Enter is 13, Backspace 127, Esc 27.
    SCREEN_KEY_CHARACTER,
    /// `code` is 1 for F1.
    SCREEN_KEY_FUNCTION,
    SCREEN_KEY_UP,
    SCREEN_KEY_DOWN,
    SCREEN_KEY_LEFT,
    SCREEN_KEY_RIGHT,
    SCREEN_KEY_HOME,
    SCREEN_KEY_END,
    SCREEN_KEY_PAGE_UP,
    SCREEN_KEY_PAGE_DOWN,
    SCREEN_KEY_DELETE,
    SCREEN_KEY_BACK_TAB,
    /// `code` is the row, and from bit 16 on the column.
    SCREEN_KEY_MOUSE_PRESS,
    SCREEN_KEY_WHEEL_UP,
    SCREEN_KEY_WHEEL_DOWN,
};

struct screen_key {
    enum screen_key_kind kind;
    uint32_t code;
};

/// Never waits, but for the 25 ms that tell Esc from the start of a sequence.
struct screen_key screen_read_key(void);
/// Whether there is input, or none ever again: a terminal that went away is readable and empty.
bool screen_input_has_ended(void);

enum screen_signal {
    SCREEN_SIGNAL_NONE,
    /// SIGINT, SIGQUIT.
    SCREEN_SIGNAL_INTERRUPT,
    /// SIGTERM.
    SCREEN_SIGNAL_TERMINATE,
    /// SIGHUP.
    SCREEN_SIGNAL_HANG_UP,
    /// SIGWINCH.
    SCREEN_SIGNAL_RESIZE,
    /// SIGTSTP: asked to stop, not stopped.
    SCREEN_SIGNAL_STOP,
    /// SIGCONT, but for the one that ends a suspension.
    SCREEN_SIGNAL_CONTINUE,
};

/// A descriptor that is readable when a signal came; it stays the same.
int screen_signals(void);
/// The next of the signals that came.
enum screen_signal screen_next_signal(void);

#endif
