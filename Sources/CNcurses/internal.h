// What the files of this target share; Swift does not see it.
#ifndef INTERNAL_H
#define INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/// $TERM if it can place a cursor, else the first fallback that can, else NULL.
const char *terminal_name(void);

/// Leaves out of the terminal's description what no picture of ours needs and each change of attributes would send.
void terminal_shorten(void);

/// Defines the keys most terminals send, where the terminal's description lacks them.
void keys_open(void);
void keys_resume(void);
void keys_close(void);
/// Sends what turns the mouse on, or off, if it is to be on at all.
void mouse_send(bool on);
/// Chooses what colours there are.
void colors_open(void);

/// From now on signals are noted instead of ending the process; false if there is no pipe for them.
bool signals_open(void);
void signals_close(void);
/// Stops the process group and returns once it goes on.
void signals_stop(void);
/// In the background, stops until `fg`. The threads of Dispatch block SIGTTOU, which is what does that elsewhere.
void signals_wait_for_foreground(void);

/// From now on a crash gives the terminal back first. Needs an open terminal description.
void guard_open(const struct termios *before);
void guard_close(void);
/// Whether a crash would find the terminal taken.
void guard_arm(bool armed);

#endif
