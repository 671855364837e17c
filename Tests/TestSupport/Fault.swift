/// Something that goes wrong at one of dockervisor's docker calls: at which one, and what.
///
/// All that tests know of how dockervisor reaches docker, to break it, stands in this file.
package struct Fault: Sendable {
    package enum Moment: Sendable {
        /// At the call of that number, from 1, of those that change something.
        case change(Int)
        /// At the call of that number, from 1, whatever it is for.
        case call(Int)
        /// At each call of that docker verb.
        case every(String)
        /// At the first call of that docker verb.
        case first(String)
    }

    package enum Kind: Sendable {
        /// The client is killed instead of the call.
        case death
        /// The client is killed as soon as docker has started, which makes the call so many seconds later, all by itself.
        case deathInFlight(seconds: Double)
        /// A power cut instead of the call: of the engine, and at the same instant of the client.
        case powerCut
        /// A power cut of the engine alone before the call: the client is on another machine, and lives on.
        case powerCutElsewhere
        /// The daemon is killed before the call, and nothing else.
        case daemonDeath
        /// The call is not made, and docker reports an error of the engine.
        case failure
        /// The call is made, and its answer is lost on the way.
        case lostAnswer
        /// The call is made, and half of its answer arrives.
        case cutAnswer
        /// The call is made so many seconds later.
        case delay(Double)
        /// Docker hangs until it is killed, or, where the client waits as long as the engine answers, for so many seconds.
        case hang(seconds: Int)
        /// At a `stop`: docker and its client are killed as soon as the engine has begun with it; the engine goes on.
        case deathOnceBegun
        /// The client gets a signal, and the call is made.
        case signal(String)
        /// Lines of a POSIX shell are run, and then the call is made: `$docker` is the real command line, `$notes` the
        /// folder to write to, `$PPID` the client.
        case deed(String)
    }

    package let moment: Moment
    package let kind: Kind

    package init(at moment: Moment, _ kind: Kind) {
        self.moment = moment
        self.kind = kind
    }
}

extension Bench {
    /// The same bench with a docker that counts the calls that change something (see ``Bench/calls``), and at which
    /// that fault happens; nil: it only counts.
    package func with(_ fault: Fault?) throws -> Bench {
        let own = ["number", "struck", "calls", "deed", "landed"]
        for name in notes.files where own.contains(name) || name.hasPrefix("call.") { try notes.remove(name) }
        return try withStandIn(Fault.counting + (fault?.script ?? "note \"$@\""))
    }

    /// The call at which the fault happened, by its verb; nil if it did not come to that.
    package var struckCall: String? {
        notes.text(of: "struck").map { String($0.prefix { $0 != " " && !$0.isNewline }) }
    }
}

extension Fault {
    /// `number`: of this call among those that change something; 0 for others. Calls are noted when they are made.
    fileprivate static let counting = """
        number=0
        case "$1 $2" in
        create\\ *|start\\ *|stop\\ *|rename\\ *|update\\ *|rm\\ *|tag\\ *|import\\ *|network\\ connect|image\\ rm)
            number=0; [ ! -e "$notes/number" ] || read -r number < "$notes/number"
            number=$((number + 1)); echo $number > "$notes/number"
        esac
        note() { [ $number = 0 ] || echo "$*" >> "$notes/calls"; }

        """

    fileprivate var script: String {
        """
        \(placing)
        if \(condition); then
            echo "$*" > "$notes/struck"
            \(kind.script)
        fi
        note "$@"
        """
    }

    /// `place`: of this call among all, of which several may be made at once.
    private var placing: String {
        guard case .call = moment else { return "" }
        return """
            place=1
            until (set -C; : > "$notes/call.$place") 2> /dev/null; do place=$((place + 1)); done
            """
    }

    private var condition: String {
        switch moment {
        case .change(let number): "[ $number = \(number) ]"
        case .call(let place): "[ $place = \(place) ]"
        case .every(let verb): "[ \"$1\" = \(verb) ]"
        case .first(let verb): "[ \"$1\" = \(verb) ] && [ ! -e \"$notes/struck\" ]"
        }
    }
}

extension Fault.Kind {
    fileprivate var script: String {
        switch self {
        case .death: "kill -KILL $PPID; exit 137"
        case .deathInFlight(let seconds):
            """
            { sleep \(seconds); "$docker" "$@"; : > "$notes/landed"; } > /dev/null 2>&1 &
            kill -KILL $PPID
            exit 137
            """
        case .powerCut:
            """
            kill -STOP $PPID; "$DOCKERVISOR_TEST_CUT_POWER" > "$notes/cut" 2>&1; kill -KILL $PPID; exit 137
            """
        case .deathOnceBegun:
            """
            for container; do :; done
            begin=$(date +%s.%N)
            "$docker" "$@" > /dev/null 2>&1 &
            until "$docker" events --since "$begin" --until "$(date +%s.%N)" --filter "container=$container" \
                --filter event=kill | grep -q .; do
                # One that waits to be started again is stopped without a signal.
                kill -0 $! 2> /dev/null || { note "$@"; exit 0; }
            done
            kill -KILL $! $PPID
            exit 137
            """
        case .powerCutElsewhere: "\"$DOCKERVISOR_TEST_CUT_POWER\" --elsewhere > \"$notes/cut\" 2>&1"
        case .daemonDeath: "kill -KILL \"$(cat \"$DOCKERVISOR_TEST_ENGINE_PIDFILE\")\""
        case .failure: "echo 'Error response from daemon: injected failure' >&2; exit 1"
        case .lostAnswer:
            """
            note "$@"
            "$docker" "$@" > /dev/null 2>&1
            echo 'error during connect: Post "http://docker/": EOF' >&2
            exit 1
            """
        case .cutAnswer:
            """
            note "$@"
            "$docker" "$@" > "$notes/answer.$$"; code=$?
            head -c $(($(wc -c < "$notes/answer.$$") / 2)) "$notes/answer.$$"
            exit $code
            """
        case .delay(let seconds): "sleep \(seconds)"
        case .hang(let seconds):
            """
            case $1 in
            build|create|start|stop|rm|image) sleep \(seconds) ;;
            *) exec sleep 600
            esac
            """
        case .signal(let name): "kill -\(name) $PPID"
        case .deed(let lines): lines
        }
    }
}
