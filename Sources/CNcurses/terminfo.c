#include "CNcurses.h"
#include "internal.h"

// term.h is full of macros named like anybody's variables, so it stays in this file.
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

static bool can_place_cursor(const char *name) {
    int status;
    if (setupterm(name, STDOUT_FILENO, &status) != OK) return false;
    const char *capability = tigetstr("cup");
    bool can = capability && capability != (char *)-1;
    del_curterm(cur_term);
    return can;
}

const char *screen_named_terminal(void) {
    const char *named = getenv("TERM");
    return named ? named : "";
}

const char *terminal_name(void) {
    static const char *const fallbacks[] = {"xterm-256color", "xterm", "vt100"};
    const char *named = screen_named_terminal();
    bool says_something = *named && strcmp(named, "dumb") != 0 && strcmp(named, "unknown") != 0;
    if (says_something && can_place_cursor(named)) return named;
    for (size_t i = 0; i < sizeof fallbacks / sizeof *fallbacks; i++) {
        if (can_place_cursor(fallbacks[i])) return fallbacks[i];
    }
    return NULL;
}

/// In ncurses' own copy of the description, to which tigetstr() points.
static void drop_prefix(const char *capability, const char *prefix) {
    char *text = tigetstr(capability);
    size_t length = strlen(prefix);
    if (text && text != (char *)-1 && strncmp(text, prefix, length) == 0) {
        memmove(text, text + length, strlen(text + length) + 1);
    }
}

// Lines are drawn with characters of the locale: the terminal's other character set, to which xterm's description
// returns each time, is never chosen.
void terminal_shorten(void) {
    drop_prefix("sgr0", "\033(B");
    drop_prefix("sgr", "%?%p9%t\033(0%e\033(B%;");
}
