#include "CNcurses.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/// SIGQUIT as well: typed into a lent terminal it is meant for the program there.
static const int watched[] = {SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGQUIT};
enum { watched_count = sizeof watched / sizeof *watched };

static struct sigaction former[watched_count];
static int ends[2] = {-1, -1};

/// A handler and a pipe rather than SIG_IGN and signalfd: programs started from here would inherit SIG_IGN, and
/// docker could then not be interrupted.
static void note(int number) {
    int error = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe loses a signal behind hundreds of the same kind.
    ssize_t written = write(ends[1], &byte, 1);
    (void)written;
    errno = error;
}

static void set_handler(int number, void (*handler)(int), struct sigaction *former_action) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, former_action);
}

bool signals_open(void) {
    if (ends[0] < 0 && pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return false;
    for (int i = 0; i < watched_count; i++) set_handler(watched[i], note, &former[i]);
    return true;
}

void signals_close(void) {
    for (int i = 0; i < watched_count; i++) sigaction(watched[i], &former[i], NULL);
}

void signals_stop(void) {
    sigset_t stop, mask;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    // First the others of the group, as ^Z does: a script around this program must stop, too. Then this process,
    // alone and by its own hand, so that it has stopped when raise returns.
    set_handler(SIGTSTP, SIG_IGN, NULL);
    kill(0, SIGTSTP);
    // A thread that blocks the signal keeps it pending though it is ignored, and would stop us once more after fg: to
    // ignore it again throws away what is pending (sigaction(2)).
    set_handler(SIGTSTP, SIG_IGN, NULL);
    set_handler(SIGTSTP, SIG_DFL, NULL);
    set_handler(SIGCONT, SIG_DFL, NULL);
    pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    set_handler(SIGTSTP, note, NULL);
    set_handler(SIGCONT, note, NULL);
}

void signals_wait_for_foreground(void) {
    sigset_t background, mask;
    struct termios present;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    if (tcgetattr(STDIN_FILENO, &present) != 0) return;
    pthread_sigmask(SIG_UNBLOCK, &background, &mask);
    tcsetattr(STDIN_FILENO, TCSANOW, &present);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
}

int screen_signals(void) {
    return ends[0];
}

enum screen_signal screen_next_signal(void) {
    unsigned char byte;
    if (read(ends[0], &byte, 1) != 1) return SCREEN_SIGNAL_NONE;
    switch (byte) {
    case SIGINT: case SIGQUIT: return SCREEN_SIGNAL_INTERRUPT;
    case SIGHUP: return SCREEN_SIGNAL_HANG_UP;
    case SIGWINCH: return SCREEN_SIGNAL_RESIZE;
    case SIGTSTP: return SCREEN_SIGNAL_STOP;
    case SIGCONT: return SCREEN_SIGNAL_CONTINUE;
    default: return SCREEN_SIGNAL_TERMINATE;
    }
}
