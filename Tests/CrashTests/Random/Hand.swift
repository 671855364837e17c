import TestRandom

/// Somebody uses docker itself on a container of the family.
struct Hand: Hashable, Sendable {
    enum Verb: String, Sendable {
        case start, stop, restart, pause, unpause, kill, rename, remove
        /// Stops the one that runs and starts another.
        case switchOver = "switch"
        /// Gives the stable container its name back.
        case renameBack = "rename back"
    }

    enum Aim: String, Sendable { case running, stopped, any }

    enum Moment: Hashable, Sendable {
        case before
        /// Between the command and its recovery.
        case between
        /// At the command's changing call of that number.
        case during(call: Int)
    }

    let verb: Verb
    let aim: Aim
    /// Which of those, counted round and round.
    let pick: Int
    let moment: Moment

    static func drawn(for operation: RandomOperation, from random: inout SeededRandom) -> Hand {
        let verb = random.one(of: [
            Verb.start: 5, .stop: 4, .restart: 2, .pause: 2, .unpause: 2, .kill: 3, .rename: 3, .remove: 3,
            .switchOver: 2,
        ])
        let call = random.number(1...operation.usualChanges)
        let aim: Aim = verb == .start || verb == .switchOver ? .stopped : random.one(of: [.running: 3, .any: 1])
        return Hand(
            verb: verb, aim: verb == .remove ? .any : aim, pick: random.number(0...11),
            moment: random.one(of: [.before: 2, .between: 3, .during(call: call): 5]))
    }

    var words: String {
        let when =
            switch moment {
            case .before: "before"
            case .between: "afterwards"
            case .during(let call): "at change \(call)"
            }
        return "by hand \(when): \(verb.rawValue) \(aim.rawValue) \(pick)"
    }

    /// Lines of a shell that do it, and write to the notes what they did to whom.
    ///
    /// - Parameters:
    ///   - number: makes new names unique.
    ///   - stable: id of the container that is to get its name back.
    func script(number: Int, stable: String? = nil) -> String {
        """
        (
            members() {
                "$docker" ps --all --no-trunc --filter label=dockervisor.family=web --format '{{.Names}} {{.ID}}' "$@" |
                    grep -v -e '_op ' -e '_op_next ' | sort | cut -d ' ' -f 2
            }
            running=$(members --filter status=running --filter status=paused --filter status=restarting | head -n 1)
            set -- $(members \(filter))
            [ $# -gt 0 ] || exit 0
            shift $((\(pick) % $#)); id=$1
            did() {
                was=$("$docker" inspect --format '{{.State.Running}}' "$2"); deed=$1 whom=$2; shift 2
                "$docker" "$@" > /dev/null 2> "$notes/hand.error"; code=$?
                echo "$deed $whom $was $code $(head -n 1 "$notes/hand.error")" >> "$notes/hands"
            }
            \(deeds(number, stable))
        )
        """
    }

    private var filter: String {
        switch aim {
        case .running: "--filter status=running --filter status=paused --filter status=restarting"
        case .stopped: "--filter status=exited --filter status=created"
        case .any: ""
        }
    }

    private func deeds(_ number: Int, _ stable: String?) -> String {
        switch verb {
        case .stop: "did stop $id stop --time 1 $id"
        case .restart: "did restart $id restart --time 1 $id"
        case .rename: "did rename $id rename $id by_hand_web_\(number)"
        case .remove: "did remove $id rm --force $id"
        case .switchOver: "[ -z \"$running\" ] || did stop $running stop --time 1 $running; did start $id start $id"
        case .renameBack: stable.map { "did back \($0) rename \($0) dcv_web_stable" } ?? ":"
        case .start, .pause, .unpause, .kill: "did \(verb.rawValue) $id \(verb.rawValue) $id"
        }
    }
}

/// What somebody did with docker itself.
struct Deed: Sendable {
    let verb: String
    let id: String
    let wasRunning: Bool
    let isDone: Bool
    let line: String

    /// - Parameter line: as ``Hand/script(number:stable:)`` writes it.
    init?(line: Substring) {
        let words = line.split(separator: " ")
        guard words.count >= 4 else { return nil }
        verb = String(words[0])
        id = String(words[1])
        wasRunning = words[2] == "true"
        isDone = words[3] == "0"
        self.line = String(line)
    }

    /// Whether it may have stopped the one that serves.
    var hasStopped: Bool { wasRunning && ["stop", "kill", "remove", "restart"].contains(verb) }

    var hasStarted: Bool { !wasRunning && ["start", "restart"].contains(verb) }

    var hasRemoved: Bool { verb == "remove" }

    var words: String { "\(verb) \(id.prefix(12))\(isDone ? "" : " (failed)")" }
}
