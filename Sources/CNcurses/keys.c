#include "CNcurses.h"
#include "internal.h"

#include <curses.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/// No code of ncurses: its own way to read the mouse knows no columns beyond 223.
enum { KEY_SGR_MOUSE = KEY_MAX + 1 };

/// Keys are read through a pad: reading through the screen would refresh it.
static WINDOW *input;

static void define(const char *sequence, int code) {
    if (key_defined(sequence) == 0) define_key(sequence, code);
}

/// ESC [ 1 ; 2 A and so on: an arrow with Shift, Alt or Ctrl is the arrow.
static void define_with_modifiers(char final, int code) {
    char sequence[16];
    for (int modifiers = 2; modifiers <= 8; modifiers++) {
        snprintf(sequence, sizeof sequence, "\033[1;%d%c", modifiers, final);
        define(sequence, code);
    }
}

/// A terminal is often not what TERM says, over ssh most of all.
static void define_common_keys(void) {
    static const struct { char final; int code; } letters[] = {
        {'A', KEY_UP}, {'B', KEY_DOWN}, {'C', KEY_RIGHT}, {'D', KEY_LEFT}, {'H', KEY_HOME}, {'F', KEY_END},
        {'P', KEY_F(1)}, {'Q', KEY_F(2)}, {'R', KEY_F(3)}, {'S', KEY_F(4)},
    };
    static const struct { int number; int code; } numbers[] = {
        {1, KEY_HOME}, {3, KEY_DC}, {4, KEY_END}, {5, KEY_PPAGE}, {6, KEY_NPAGE}, {7, KEY_HOME}, {8, KEY_END},
        {11, KEY_F(1)}, {12, KEY_F(2)}, {13, KEY_F(3)}, {14, KEY_F(4)}, {15, KEY_F(5)}, {17, KEY_F(6)},
        {18, KEY_F(7)}, {19, KEY_F(8)}, {20, KEY_F(9)}, {21, KEY_F(10)}, {23, KEY_F(11)}, {24, KEY_F(12)},
    };
    char sequence[16];
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        snprintf(sequence, sizeof sequence, "\033[%c", letters[i].final);
        define(sequence, letters[i].code);
        snprintf(sequence, sizeof sequence, "\033O%c", letters[i].final);
        define(sequence, letters[i].code);
        define_with_modifiers(letters[i].final, letters[i].code);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        snprintf(sequence, sizeof sequence, "\033[%d~", numbers[i].number);
        define(sequence, numbers[i].code);
    }
    define("\033[Z", KEY_BTAB);
    define_key("\033[<", KEY_SGR_MOUSE);
}

void keys_open(void) {
    input = newpad(1, 1);
    nodelay(input, TRUE);
    keypad(input, TRUE);
    define_common_keys();
}

void keys_resume(void) {
    keypad(input, TRUE);
}

void keys_close(void) {
    delwin(input);
    input = NULL;
}

static struct screen_key key(enum screen_key_kind kind, uint32_t code) {
    return (struct screen_key){.kind = kind, .code = code};
}

/// Keys with Shift, Alt or Ctrl have codes of their own, and names that begin like these.
static enum screen_key_kind kind_by_name(int code) {
    static const struct { const char *start; enum screen_key_kind kind; } names[] = {
        {"kUP", SCREEN_KEY_UP}, {"kDN", SCREEN_KEY_DOWN}, {"kLFT", SCREEN_KEY_LEFT}, {"kRIT", SCREEN_KEY_RIGHT},
        {"kHOM", SCREEN_KEY_HOME}, {"kEND", SCREEN_KEY_END}, {"kPRV", SCREEN_KEY_PAGE_UP},
        {"kNXT", SCREEN_KEY_PAGE_DOWN}, {"kDC", SCREEN_KEY_DELETE},
    };
    const char *name = keyname(code);
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++) {
        if (strncmp(name, names[i].start, strlen(names[i].start)) == 0) return names[i].kind;
    }
    return SCREEN_KEY_UNKNOWN;
}

static struct screen_key function_key(int code) {
    if (code > KEY_F0 && code <= KEY_F(63)) return key(SCREEN_KEY_FUNCTION, (uint32_t)(code - KEY_F0));
    switch (code) {
    case KEY_ENTER: return key(SCREEN_KEY_CHARACTER, '\r');
    case KEY_BACKSPACE: return key(SCREEN_KEY_CHARACTER, 127);
    case KEY_UP: case KEY_SR: return key(SCREEN_KEY_UP, 0);
    case KEY_DOWN: case KEY_SF: return key(SCREEN_KEY_DOWN, 0);
    case KEY_LEFT: case KEY_SLEFT: return key(SCREEN_KEY_LEFT, 0);
    case KEY_RIGHT: case KEY_SRIGHT: return key(SCREEN_KEY_RIGHT, 0);
    case KEY_HOME: case KEY_SHOME: case KEY_FIND: case KEY_A1: return key(SCREEN_KEY_HOME, 0);
    case KEY_END: case KEY_SEND: case KEY_SELECT: case KEY_C1: return key(SCREEN_KEY_END, 0);
    case KEY_PPAGE: case KEY_SPREVIOUS: case KEY_A3: return key(SCREEN_KEY_PAGE_UP, 0);
    case KEY_NPAGE: case KEY_SNEXT: case KEY_C3: return key(SCREEN_KEY_PAGE_DOWN, 0);
    case KEY_DC: case KEY_SDC: return key(SCREEN_KEY_DELETE, 0);
    case KEY_BTAB: return key(SCREEN_KEY_BACK_TAB, 0);
    default: return key(kind_by_name(code), 0);
    }
}

/// Behind an ESC: takes the rest of a sequence nobody knows, so that its letters are no keys; false if none follows.
static bool skip_sequence(void) {
    wint_t next;
    if (wget_wch(input, &next) != OK) return false;
    if (next != '[' && next != 'O') {
        unget_wch((wchar_t)next);
        return false;
    }
    bool is_long = next == '[';
    while (wget_wch(input, &next) == OK && is_long && (next < 0x40 || next > 0x7E)) continue;
    return true;
}

/// Behind ESC [ <: `button;column;row` and M for a press, m for a release (xterm, mode 1006).
static struct screen_key mouse(void) {
    int numbers[3] = {0}, count = 0;
    wint_t next;
    while (wget_wch(input, &next) == OK && (next == ';' || (next >= '0' && next <= '9'))) {
        if (next == ';') count++;
        else if (count < 3 && numbers[count] < 10000) numbers[count] = numbers[count] * 10 + (int)(next - '0');
    }
    enum screen_key_kind kind = numbers[0] == 0 ? SCREEN_KEY_MOUSE_PRESS
        : numbers[0] == 64 ? SCREEN_KEY_WHEEL_UP : numbers[0] == 65 ? SCREEN_KEY_WHEEL_DOWN : SCREEN_KEY_UNKNOWN;
    if (next != 'M' || count != 2 || numbers[1] < 1 || numbers[2] < 1) return key(SCREEN_KEY_UNKNOWN, 0);
    return key(kind, (uint32_t)(numbers[1] - 1) << 16 | (uint32_t)(numbers[2] - 1));
}

struct screen_key screen_read_key(void) {
    wint_t code = 0;
    switch (wget_wch(input, &code)) {
    case KEY_CODE_YES:
        if (code == KEY_SGR_MOUSE) return mouse();
        return function_key((int)code);
    case OK:
        if (code == 27 && skip_sequence()) return key(SCREEN_KEY_UNKNOWN, 0);
        if (code > 127 && !screen_is_utf8()) return key(SCREEN_KEY_UNKNOWN, 0);
        return key(SCREEN_KEY_CHARACTER, (uint32_t)code);
    default: return key(SCREEN_KEY_NONE, 0);
    }
}

bool screen_input_has_ended(void) {
    struct pollfd terminal = {.fd = STDIN_FILENO, .events = POLLIN};
    int waiting = 0;
    if (poll(&terminal, 1, 0) <= 0) return false;
    if (terminal.revents & (POLLERR | POLLHUP | POLLNVAL)) return true;
    return ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0;
}
