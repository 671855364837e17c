import TestSupport
import Testing

/// One operation on a family in a certain state, and what it promises whatever happens on its way.
///
/// States are pictures: each container of the family, sorted, as ``Bench/containers()`` tells it.
struct Scene: Sendable, CustomTestStringConvertible {
    let title: String
    /// Brings a new family to the state `before`. Both images are built, and a file is in the volume.
    let prepare: @Sendable (Bench) async throws -> Void
    /// `SAVED` stands for the saved container's name.
    let line: String
    /// For how many seconds the new one has to be good.
    var gate = 0
    let before: String
    /// What the operation is to bring about; `before` if it cannot succeed.
    let after: String
    /// The state after an undo, if the new one ran before.
    var failed: String?
    let turn: Turn

    var testDescription: String { title }

    /// From which of its calls on an interrupted operation is finished, and not taken back.
    enum Turn: Sendable {
        /// As soon as it has the lock: what it leads to has proved itself before, or needs no proof.
        case lock
        /// When the new one was started, and lives.
        case start
        /// It cannot succeed.
        case never
    }

    /// What the recovery promises when a client was killed after these calls.
    func promised(afterKillAt calls: Calls) -> String {
        switch turn {
        case .lock: calls.haveLocked ? after : before
        case .start: calls.haveStarted ? after : before
        case .never: calls.haveStarted ? failed ?? before : before
        }
    }

    /// What it promises after a power cut: a new one that was not decided for does not come back by itself.
    func promised(afterPowerCutAt calls: Calls, old: String?) -> String {
        switch turn {
        case .lock: calls.haveLocked ? after : before
        case .start where calls.haveDecided(against: old): after
        case .start, .never: calls.haveStarted ? failed ?? before : before
        }
    }

    /// The command line as words, with what it names by name put in.
    func words(on web: Bench) async throws -> [String] {
        let saved = line.contains("SAVED") ? try await web.ask("ps", "-aq", "--filter", "name=dcv_web_save_") : ""
        let name = saved.isEmpty ? "" : try await web.field("{{slice .Name 1}}", of: saved)
        return line.split(separator: " ").map { $0 == "SAVED" ? name : String($0) } + ["--gate", "\(gate)"]
    }
}

/// The changing docker calls that were made before something happened, each with all its arguments.
struct Calls: Sendable, CustomStringConvertible {
    let lines: [String]

    var haveLocked: Bool { lines.contains { $0.hasPrefix("create ") && $0.contains("--name dcv_web_op ") } }

    var haveStarted: Bool { lines.contains { $0.hasPrefix("start ") } }

    /// Whether somebody serves again after a power cut here, without anybody's doing. (Between the decision against the
    /// old one and that for the new one is an instant in which nobody would.)
    func promiseService(old: String?) -> Bool {
        (old != nil && !haveDecided(against: old))
            || lines.contains { $0.hasPrefix("update --restart unless-stopped ") }
    }

    /// Whether the one that served before may not come back any more; without one, whether the new one may.
    func haveDecided(against old: String?) -> Bool {
        guard let start = lines.firstIndex(where: { $0.hasPrefix("start ") }) else { return false }
        return lines[start...].contains { line in
            line.hasPrefix("update ") && (old.map { line.contains($0) } ?? line.contains("unless-stopped"))
        }
    }

    /// The verbs, as people would tell them: `create, stop, start`.
    var description: String { lines.map { $0.prefix { $0 != " " } }.joined(separator: ", ") }
}
