import TestSupport
import Testing

/// What containers print and are labelled with is shown, and drives nothing.
@Suite(
    .enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"),
    .enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(30)))
struct HostileTextTests {
    @Test(arguments: [(80, 24), (200, 60)])
    func `a hostile log leaves frame, title, clipboard and program alone`(columns: Int, rows: Int) async throws {
        try await withBench { web in
            try await web.startHostile()
            try await web.inTerminal(columns: columns, rows: rows) { window in
                try await window.noteWhatIsMine()
                try await window.open(on: web)
                try await window.press("L")
                try await window.shows("3 Logs of dcv_web", "all was printed")
                try await window.showsStraightPanes(columns: columns, rows: rows)

                try await window.press("3", "z")
                for words in spelledOut { try await window.shows("3 Logs of dcv_web ◂", words) }
                try await window.showsStraightPanes(columns: columns, rows: rows)

                try await web.letHostileGoOn()
                try await window.shows("after the endless line")
                try await window.showsStraightPanes(columns: columns, rows: rows)
                #expect(try await window.value("#{alternate_on}") == "1")
                try await window.expectMineIsLeftAlone()
            }
        }
    }

    @Test(arguments: [(80, 24), (200, 60)])
    func `hostile labels and arguments leave the frame alone, wherever they are shown`(columns: Int, rows: Int)
        async throws
    {
        try await withBench { web in
            try await web.startHostile()
            for (number, family) in ["\u{1B}[2Jnobody", "漢字🙂", "e\u{301}\u{202E}"].enumerated() {
                let labels = ["dockervisor.family=\(family)", "dockervisor.by=\(family)", "dockervisor.why=\(family)"]
                let options = (labels + ["dockervisor.test=\(web.id)"]).flatMap { ["--label", $0] }
                try await web.ask(["create", "--name", "web-hostile\(number)"] + options + ["web:latest", family])
            }
            try await web.inTerminal(columns: columns, rows: rows) { window in
                try await window.noteWhatIsMine()
                try await window.open(on: web)
                try await window.shows(#"/say \e]0;owned\x07 漢字🙂"#, #"\e[2Jwhy 漢字"#)
                for (key, title) in [
                    ("C", "3 Compare of"), ("H", "3 History of"), ("P", "3 Parameters of"), ("D", "3 Details of"),
                    ("2", "2 Containers of web ◂"), ("a", "2 All containers ◂"),
                ] {
                    try await window.press(key)
                    try await window.shows(title)
                    try await window.showsStraightPanes(columns: columns, rows: rows)
                }
                try await window.press("/", "h", "o", "s", "t")
                try await window.shows("web-hostile0", "web-hostile1", "web-hostile2")
                try await window.press("Enter", "j")
                try await window.showsStraightPanes(columns: columns, rows: rows)
                try await window.expectMineIsLeftAlone()
            }
        }
    }
}

/// What the container prints; then a million bytes without a line end, when it is told to.
private let printing = #"""
    trap 'exit 0' TERM
    million() { /bin/busybox head -c 1000000 /dev/zero | /bin/busybox tr '\0' "$1"; }
    million x
    echo
    printf 'cursor \033[5;5H\033[2J\033[10Aup\b\b\n'
    printf 'clipboard \033]52;c;b3duZWQ=\007\033Ptmux;\033\033]52;c;b3duZWQ=\007\033\\\n'
    printf 'title \033]0;owned\007\033]2;owned\033\\\033kowned\033\\\n'
    printf 'alternate \033[?1049l\033[?1049h\033[?25l\033c\n'
    printf 'charset \033(0\016lqk\017\n'
    printf 'eight bits \302\2332J\302\235 0;owned\302\234\n'
    printf 'wide 漢字かな한글🙂🚀漢字かな한글🙂🚀漢字かな한글🙂🚀漢字かな한글🙂🚀漢字かな한글🙂🚀漢字かな한글🙂🚀\n'
    printf '👨‍👩‍👧 👍🏽 joined\n'
    printf 'combining e\314\201\314\202 many e\314\201\314\201\314\201\314\201\314\201 \342\200\256bidi\n'
    printf 'invalid \377\376\300\257\355\240\200 end\n'
    echo all was printed
    until [ -e /go-on ]; do /bin/busybox sleep 0.05; done
    million y
    until [ -e /end ]; do /bin/busybox sleep 0.05; done
    echo
    echo after the endless line
    /bin/busybox sleep 1000 & wait
    """#

private let spelledOut = [
    #"cursor \e[5;5H\e[2J\e[10Aup\x08\x08"#, #"clipboard \e]52;c;b3duZWQ=\x07\ePtmux;\e\e]52;c;b3duZWQ=\x07\e\"#,
    #"title \e]0;owned\x07\e]2;owned\e\\ekowned\e\"#, #"alternate \e[?1049l\e[?1049h\e[?25l\ec"#,
    #"charset \e(0\x0elqk\x0f"#, #"eight bits \x9b2J\x9d 0;owned\x9c"#, "wide 漢字かな한글🙂🚀漢字",
    "👨👩👧 👍 joined", #"\u{202e}bidi"#, "invalid �", "all was printed",
]

extension Bench {
    fileprivate func startHostile() async throws {
        try sources.write(printing, to: "say")
        let command = ["/bin/busybox", "sh", "/say", #"\u001b]0;owned\u0007"#, "漢字🙂"]
        try write(version: "one", extra: "COPY say /say", command: command)
        try await done("build web .")
        let started = try await dockervisor(["start", "web", ":new", "--why", "\u{1B}[2Jwhy 漢字"])
        #expect(started.exitCode == 0, "\(started.errors)")
    }

    /// Prints the million bytes without a line end, and a line end only when docker has told somebody of them.
    fileprivate func letHostileGoOn() async throws {
        try await ask("exec", "dcv_web", "/bin/busybox", "touch", "/go-on")
        try await awaiting("a million bytes without a line end") {
            try await ask("logs", "dcv_web").utf8.count
        } until: {
            $0 > 1_990_000  // docker holds back what does not fill 16 kB
        }
        try await ask("exec", "dcv_web", "/bin/busybox", "touch", "/end")
    }
}

extension TerminalWindow {
    /// Lets programs change all that they can, and says what is there before.
    fileprivate func noteWhatIsMine() async throws {
        try await enter("tmux set -s set-clipboard on; tmux set -w allow-rename on; tmux set -g allow-passthrough on")
        try await enter("tmux set -w automatic-rename off; tmux rename-window mine; tmux select-pane -T mine")
        try await enter("clear; tmux set-buffer 'my own'; tmux show-buffer; echo")
        try await shows("my own")
    }

    /// Quits, too: the clipboard is asked in the shell.
    fileprivate func expectMineIsLeftAlone() async throws {
        #expect(try await value("#{pane_title} #{window_name}") == "mine mine")
        try await quit()
        try await enter("clear; tmux show-buffer; echo; stty -a | grep -o ' echo '; echo done | tr a-z A-Z")
        try await shows("my own", "echo", "DONE")
        #expect(try await value("#{pane_title} #{window_name}") == "mine mine")
    }
}
