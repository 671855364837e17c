// What a crash leaves behind: a terminal that works. Only async-signal-safe functions once a signal came.
#include "internal.h"

#include <curses.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const int crashes[] = {SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE};
enum { crash_count = sizeof crashes / sizeof *crashes };

static struct sigaction former[crash_count];
static struct termios before;
static char farewell[256];
static size_t farewell_length;
static pid_t owner;
static volatile sig_atomic_t is_armed;

/// What happens next is what would have happened: the signal's former action (a backtrace, a core dump). One that somebody
/// sent (`kill -SEGV`) ends the process at once: Swift's action counts on the fault to come again, and would go on.
static void restore_and_die(int number, siginfo_t *info, void *context) {
    (void)context;
    if (is_armed && owner == getpid()) {
        is_armed = 0;
        ssize_t written = write(STDOUT_FILENO, farewell, farewell_length);
        (void)written;
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
    }
    for (int i = 0; i < crash_count; i++) sigaction(crashes[i], &former[i], NULL);
    if (info->si_code == SI_USER) signal(number, SIG_DFL);
    raise(number);
}

/// Without the delays (`$<2>`) that only tputs understands.
static void append(const char *text) {
    while (*text && farewell_length < sizeof farewell) {
        const char *end = strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;
        if (end) text = end + 1;
        else farewell[farewell_length++] = *text++;
    }
}

static bool append_capability(const char *name) {
    const char *text = tigetstr(name);
    if (!text || text == (char *)-1) return false;
    append(text);
    return true;
}

static void prepare_farewell(void) {
    farewell_length = 0;
    append_capability("sgr0");
    append_capability("op");
    append_capability("cnorm");
    append_capability("rmkx");
    // The mouse, on or not.
    append("\033[?1006l\033[?1000l");
    if (!append_capability("rmcup")) append("\r\n");
}

/// For a stack that overflowed; on the thread that opened the screen.
static void give_own_stack(void) {
    static char memory[64 * 1024];
    stack_t present;
    if (sigaltstack(NULL, &present) == 0 && !(present.ss_flags & SS_DISABLE)) return;
    stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory};
    sigaltstack(&stack, NULL);
}

void guard_open(const struct termios *terminal) {
    before = *terminal;
    owner = getpid();
    prepare_farewell();
    give_own_stack();
    struct sigaction action = {.sa_sigaction = restore_and_die, .sa_flags = SA_ONSTACK | SA_SIGINFO};
    // All others wait: SIGTTOU would stop a background process at tcsetattr.
    sigfillset(&action.sa_mask);
    for (int i = 0; i < crash_count; i++) sigaction(crashes[i], &action, &former[i]);
    is_armed = 1;
}

void guard_close(void) {
    is_armed = 0;
    for (int i = 0; i < crash_count; i++) sigaction(crashes[i], &former[i], NULL);
}

void guard_arm(bool armed) {
    is_armed = armed;
}
