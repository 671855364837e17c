import TestSupport
import Testing

/// The terminal is lent whole to a shell in a container, and comes back whole.
@Suite(
    .enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"),
    .enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(30)))
struct ShellTests {
    @Test func `e opens a shell with everything of the terminal, and its end repaints the screen`() async throws {
        try await withBench { web in
            try web.write(
                version: "one", extra: #"RUN ["/bin/busybox", "ln", "-s", "/bin/busybox", "/bin/sh"]"#)
            try await web.done("build web .")
            try await web.done("start web :new")
            try await web.inTerminal { window in
                try await window.open(on: web)
                try await window.press("e")
                try await window.shows("sh in dcv_web. Type exit to return to dockervisor", "/www #")
                #expect(try await window.value("#{alternate_on}") == "0")
                // Docker tells the size a moment after the start.
                try await window.enter(
                    "until size=$(/bin/busybox stty size) && [ -n \"$size\" ]; do :; done; echo $size in $((6 * 7))")
                try await window.shows("24 80 in 42")
                try await window.enter("echo sleeps $((6 * 9)); /bin/busybox sleep 60")
                try await window.shows("sleeps 54")
                try await window.press("C-c")
                try await window.enter("echo after $((6 * 8))")
                try await window.shows("after 48")
                try await window.enter("exit")
                try await window.shows("2 Containers of", "● dcv_web", "quit")
                #expect(try await window.value("#{alternate_on}") == "1")
                try await window.press("j")
                try await window.press("?")
                try await window.shows("Keys and marks")
                try await window.press("Escape")
                try await window.quit()
            }
        }
    }

    @Test func `an image without a shell is said in plain words`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.inTerminal { window in
                try await window.open(on: web)
                try await window.press("e")
                try await window.shows("dcv_web has no shell: its image contains neither bash nor sh")
                try await window.quit()
            }
        }
    }
}

/// Mouse and clipboard, on the engine that is made up.
@Suite(.enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(30)))
struct MouseAndClipboardTests {
    @Test func `a click selects where the mouse is on, and it is off again afterwards`() async throws {
        try await withBench { bench in
            try await bench.inTerminal { window in
                try await window.enter("\"$dockervisor\" --demo --mouse")
                try await window.shows("2 Containers of api")
                #expect(try await window.value("#{mouse_standard_flag} #{mouse_sgr_flag}") == "1 1")
                try await window.send("\u{1B}[<0;5;8M\u{1B}[<0;5;8m")
                try await window.shows("2 Containers of web")
                try await window.send("\u{1B}[<64;5;8M")
                try await window.shows("2 Containers of jobs")
                try await window.press("M")
                try await window.shows("Mouse off:")
                #expect(try await window.value("#{mouse_standard_flag}") == "0")
                try await window.press("M")
                try await window.quit()
                #expect(try await window.value("#{mouse_standard_flag}") == "0")
            }
        }
    }

    @Test func `c puts a name on the clipboard`() async throws {
        try await withBench { bench in
            try await bench.inTerminal { window in
                try await window.enter("tmux set -s set-clipboard on; \"$dockervisor\" --demo")
                try await window.shows("2 Containers of api")
                try await window.press("c", "c")
                try await window.shows("Copied, if the terminal allows it: dcv_api_stable")
                try await window.quit()
                try await window.enter("clear; tmux show-buffer; echo; echo shown")
                try await window.shows("dcv_api_stable", "shown")
            }
        }
    }
}
