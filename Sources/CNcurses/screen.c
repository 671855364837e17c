#include "CNcurses.h"
#include "internal.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static SCREEN *screen;
static struct termios before;
static pid_t owner;
static bool is_utf8;
static bool is_lent;
static bool is_mouse_on;

static void close_at_exit(void) {
    if (owner == getpid()) screen_close();
}

/// Gives back what open took so far.
static enum screen_status give_up(void) {
    signals_close();
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    return SCREEN_UNUSABLE;
}

enum screen_status screen_open(void) {
    static bool exit_is_watched = false;
    if (screen) return SCREEN_UNUSABLE;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return SCREEN_NO_TERMINAL;
    if (tcgetattr(STDIN_FILENO, &before) != 0) return SCREEN_NO_TERMINAL;

    // Both before newterm: it looks at the locale, and installs handlers that exit where there are none.
    setlocale(LC_CTYPE, "");
    is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    if (!signals_open()) return SCREEN_UNUSABLE;
    const char *name = terminal_name();
    if (name) screen = newterm(name, stdout, stdin);
    if (!screen) return give_up();
    terminal_shorten();

    set_escdelay(25);
    raw();
    noecho();
    nonl();
    colors_open();
    keys_open();
    curs_set(0);
    screen_resize(screen_size());

    owner = getpid();
    is_lent = false;
    is_mouse_on = false;
    if (!exit_is_watched) exit_is_watched = atexit(close_at_exit) == 0;
    guard_open(&before);
    return SCREEN_OPENED;
}

void screen_close(void) {
    if (!screen) return;
    mouse_send(false);
    guard_close();
    keys_close();
    endwin();
    delscreen(screen);
    screen = NULL;
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    signals_close();
}

void screen_lend(void) {
    if (!screen) return;
    is_lent = true;
    mouse_send(false);
    endwin();
    guard_arm(false);
}

void screen_take_back(void) {
    if (!screen) return;
    signals_wait_for_foreground();
    is_lent = false;
    guard_arm(true);
    reset_prog_mode();
    clearok(curscr, TRUE);
    refresh();
    keys_resume();
    mouse_send(true);
}

void mouse_send(bool on) {
    if (is_mouse_on) screen_send(on ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
}

void screen_set_mouse(bool on) {
    if (!screen || on == is_mouse_on) return;
    is_mouse_on = true;
    if (!is_lent) mouse_send(on);
    is_mouse_on = on;
}

void screen_suspend(void) {
    bool was_lent = is_lent;
    if (!was_lent) screen_lend();
    signals_stop();
    if (!was_lent) screen_take_back();
}

bool screen_is_utf8(void) {
    return is_utf8;
}

struct screen_size screen_size(void) {
    struct winsize window = {0};
    ioctl(STDOUT_FILENO, TIOCGWINSZ, &window);
    // A serial line has no size: what the description says must do.
    int rows = window.ws_row ? window.ws_row : LINES;
    int columns = window.ws_col ? window.ws_col : COLS;
    return (struct screen_size){.columns = columns, .rows = rows};
}

void screen_resize(struct screen_size size) {
    if (!screen || size.rows < 1 || size.columns < 1) return;
    resize_term(size.rows, size.columns);
    clearok(curscr, TRUE);
}

void screen_send(const char *bytes) {
    size_t left = strlen(bytes);
    while (left > 0) {
        ssize_t count = write(STDOUT_FILENO, bytes, left);
        if (count <= 0) return;
        bytes += count;
        left -= (size_t)count;
    }
}
