import Engine

extension Plan {
    /// The docker commands in order, for `--dry-run`, those of the record included; comments start with `#`.
    ///
    /// - Parameter isShort: our own labels are only counted: as they are, nobody can read them.
    package func dryRunLines(isShort: Bool = false) -> [String] {
        if isAlreadySo { return ["# nothing to do: \(result)"] }
        let commands = acts.map { act in
            switch act {
            case .call(let call): isShort ? call.shortLine : call.shellLine
            case .probation(let words): "# \(words)"
            }
        }
        return ["# \(operation.words): \(intent)"] + notes.map { "# note: \($0)" } + commands
    }

    /// Everything that happens, in order.
    package var acts: [Act] {
        let opening = [lockImage, lock.map(EngineCall.create)].compactMap { $0.map(Act.call) }
        let closing = lock.map { [Act.call(.remove(.planned(name: $0.name)))] } ?? []
        return opening
            + steps.flatMap { [.call($0.call)] + (hasProbation(after: $0) ? [.probation(probationWords)] : []) }
            + closing
    }

    package enum Act: Hashable, Sendable {
        case call(EngineCall)
        /// Nothing goes on before it is good, in words without a full stop.
        case probation(String)
    }

    private var probationWords: String {
        "\(promoted?.name ?? "it") must stay running for \(probation ?? 0) s, or the switch is reverted"
    }
}

extension EngineCall {
    /// The command as it could be typed, its container named behind it; values of env are masked.
    package var shellLine: String {
        let line = before + Families.shellLine(["docker"] + arguments.withoutValues)
        return line + (remark.map { "  # \($0)" } ?? "")
    }

    fileprivate var shortLine: String {
        guard case .create(var request) = self, !request.labels.isEmpty else { return shellLine }
        let count = request.labels.count
        request.labels = [:]
        let line = EngineCall.create(request).shellLine
        return line + "\(line.contains("  # ") ? "; " : "  # ")\(count) labels, shown with | cat"
    }

    /// What its input and its settings come from, where they are no secret.
    private var before: String {
        switch self {
        case .importEmpty: "head -c 1024 /dev/zero | "
        case .build(let request): request.settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value) " }.joined()
        default: ""
        }
    }

    private var remark: String? {
        switch self {
        case .create(let request):
            request.environment.isEmpty
                ? nil : "env: " + request.environment.keys.sorted().map { "\($0)=***" }.joined(separator: " ")
        case .setRestartPolicy(.existing(_, let name), .always):
            "\(name), survives reboots"
        case .start(.existing(_, let name)), .stop(.existing(_, let name)), .rename(.existing(_, let name), _),
            .setRestartPolicy(.existing(_, let name), _), .connect(.existing(_, let name), _, _),
            .remove(.existing(_, let name)):
            name
        case .importEmpty: "an empty image, for the lock"
        case .start, .stop, .rename, .setRestartPolicy, .connect, .remove, .removeImage, .tag, .untag, .build: nil
        }
    }
}

/// A command as it could be typed.
package func shellLine(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

/// Ids are shortened, since people compare them by eye.
private func quoted(_ word: String) -> String {
    if word.hasPrefix("sha256:"), word.count == 71 { return shortID(word) }
    if word.count == 64, word.allSatisfy(\.isHexDigit) { return shortID(word) }
    return word.shellQuoted
}
