#include "CNcurses.h"
#include "internal.h"

#include <curses.h>
#include <stdlib.h>
#include <wchar.h>

static bool has_colors_now;

/// With 256 colours those that can be read on black and on white (contrast over 4 to both); else those of the
/// terminal's theme. No blue: it is unreadable on black in most of them.
void colors_open(void) {
    static const short few[] = {-1, COLOR_RED, COLOR_GREEN, COLOR_YELLOW, COLOR_MAGENTA, COLOR_CYAN};
    static const short many[] = {-1, 160, 28, 130, 133, 30};
    const char *refused = getenv("NO_COLOR");
    has_colors_now = false;
    if ((refused && *refused) || !has_colors()) return;
    start_color();
    if (use_default_colors() != OK) return;
    for (short color = SCREEN_RED; color <= SCREEN_CYAN; color++) {
        init_pair(color, COLORS >= 256 ? many[color] : few[color], -1);
    }
    has_colors_now = true;
}

bool screen_has_colors(void) {
    return has_colors_now;
}

static attr_t curses_attributes(unsigned attributes) {
    return ((attributes & SCREEN_BOLD) ? A_BOLD : 0) | ((attributes & SCREEN_DIM) ? A_DIM : 0)
        | ((attributes & SCREEN_UNDERLINE) ? A_UNDERLINE : 0) | ((attributes & SCREEN_REVERSE) ? A_REVERSE : 0);
}

/// One cell's worth of text: a character that takes columns, and the marks on it.
struct cell {
    wchar_t characters[CCHARW_MAX + 1];
    int columns;
};

/// The next character; `?` for one that this locale cannot show, 0 at the end.
static wchar_t next_character(const char **text, mbstate_t *state) {
    wchar_t character = 0;
    if (**text == 0) return 0;
    if (screen_is_utf8()) {
        size_t length = mbrtowc(&character, *text, MB_CUR_MAX, state);
        if (length != (size_t)-1 && length != (size_t)-2) {
            *text += length ? length : 1;
            return wcwidth(character) < 0 ? L'?' : character;
        }
        *state = (mbstate_t){0};
    } else if ((unsigned char)**text < 0x80) {
        return (wchar_t)*(*text)++;
    }
    // Past the lead byte and what continues it.
    do (*text)++;
    while ((**text & 0xC0) == 0x80);
    return L'?';
}

/// Reads a cell and leaves the text behind it; false at the end. A mark without a character stands on a blank.
static bool next_cell(const char **text, mbstate_t *state, struct cell *cell) {
    wchar_t character = next_character(text, state);
    if (character == 0) return false;
    int count = 0;
    if (wcwidth(character) == 0) cell->characters[count++] = L' ';
    cell->characters[count++] = character;
    cell->columns = wcwidth(cell->characters[0]);
    for (;;) {
        const char *following = *text;
        mbstate_t following_state = *state;
        character = next_character(&following, &following_state);
        if (character == 0 || wcwidth(character) != 0) break;
        if (count < CCHARW_MAX) cell->characters[count++] = character;
        *text = following;
        *state = following_state;
    }
    cell->characters[count] = 0;
    return true;
}

static void put(int row, int column, const wchar_t *characters, attr_t attributes, short pair) {
    cchar_t cell;
    // The result is of no use: ncurses also reports the last cell of the screen as an error.
    if (setcchar(&cell, characters, attributes, pair, NULL) == OK) (void)mvadd_wch(row, column, &cell);
}

void screen_draw(int row, int column, int columns, const char *text, unsigned attributes, enum screen_color color) {
    int end = column + columns < COLS ? column + columns : COLS;
    if (row < 0 || row >= LINES || column < 0) return;
    attr_t attribute = curses_attributes(attributes);
    short pair = has_colors_now ? (short)color : 0;
    mbstate_t state = {0};
    struct cell cell;
    while (column < end && next_cell(&text, &state, &cell) && column + cell.columns <= end) {
        put(row, column, cell.characters, attribute, pair);
        column += cell.columns;
    }
    while (column < end) put(row, column++, L" ", attribute, pair);
}

void screen_set_cursor(int row, int column) {
    bool shows = row >= 0 && row < LINES && column >= 0 && column < COLS;
    if (shows) move(row, column);
    curs_set(shows ? 1 : 0);
}

void screen_refresh(void) {
    refresh();
}
