import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What befalls a client at one of its changing calls, instead of it. `$PPID` is the client.
enum Strike {
    /// SIGKILL.
    static let kill = "kill -KILL $PPID"
    /// A power cut: of the engine, and at the same instant of the client.
    static let powerCut = "kill -STOP $PPID; \"$DOCKERVISOR_TEST_CUT_POWER\" > \"$notes/cut\" 2>&1; kill -KILL $PPID"

    /// At `stop`: SIGKILL for docker and its client, as soon as the engine has begun with it; the engine goes on.
    static let killInTheMiddleOfAStop = """
        if [ "$1" = stop ]; then
            for container; do :; done
            begin=$(date +%s.%N)
            "$docker" "$@" > /dev/null 2>&1 &
            until "$docker" events --since "$begin" --until "$(date +%s.%N)" --filter "container=$container" \
                --filter event=kill | grep -q .; do :; done
            kill -KILL $! $PPID
            exit 137
        fi
        """
}

extension Bench {
    /// The same bench with a docker that counts the calls that change something, and is struck at one of them.
    ///
    /// - Parameters:
    ///   - number: counted from 1; nil: it only counts.
    ///   - shell: lines of a POSIX shell; the call is not made then.
    func struck(at number: Int?, by shell: String = Strike.kill) throws -> Bench {
        try forgetCalls()
        return try withStandIn(
            """
            case "$1 $2" in
            create\\ *|start\\ *|stop\\ *|rename\\ *|update\\ *|rm\\ *|tag\\ *|network\\ connect)
                number=0; [ ! -e "$notes/number" ] || read -r number < "$notes/number"
                number=$((number + 1)); echo $number > "$notes/number"
                if [ $number = \(number ?? 0) ]; then
                    echo "$*" > "$notes/struck"
                    \(shell)
                    exit 137
                fi
                echo "$*" >> "$notes/calls"
            esac
            """)
    }

    /// What was called before the strike, or in all.
    var changes: Calls { Calls(lines: calls) }

    /// The call that was struck, by its verb; nil if it went through unstruck.
    var struckCall: String? { notes.text(of: "struck").map { String($0.prefix { $0 != " " && !$0.isNewline }) } }

    private func forgetCalls() throws {
        for name in ["number", "struck", "calls"] { try notes.remove(name) }
    }
}

/// Appends the crash to the file that the environment names, for whoever counts them.
func noteCrash(_ when: Comment) {
    guard let path = PrivateEngine.crashes, let file = fopen(path, "a") else { return }
    fputs("\(when.rawValue)\n", file)
    fclose(file)
}
