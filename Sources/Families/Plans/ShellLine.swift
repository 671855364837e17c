import Engine

extension Plan {
    /// The commands in order, for `--dry-run`; comments start with `#`.
    package var dryRunLines: [String] {
        if isAlreadySo { return ["# nothing to do: \(summary)"] }
        return ["# \(operation.words): \(summary)"] + notes.map { "# note: \($0)" } + steps.map(\.call.shellLine)
    }
}

extension EngineCall {
    /// The command as it could be typed, its container named behind it; values of env are masked.
    package var shellLine: String {
        let line = (["docker"] + arguments).map(quoted).joined(separator: " ")
        return line + (remark.map { "  # \($0)" } ?? "")
    }

    private var remark: String? {
        switch self {
        case .create(let request):
            request.environment.isEmpty
                ? nil : "env: " + request.environment.keys.sorted().map { "\($0)=***" }.joined(separator: " ")
        case .setRestartPolicy(.existing(_, let name), .always):
            "\(name), if power fails"
        case .start(.existing(_, let name)), .stop(.existing(_, let name)), .rename(.existing(_, let name), _),
            .setRestartPolicy(.existing(_, let name), _), .connect(.existing(_, let name), _, _),
            .remove(.existing(_, let name)):
            name
        case .start, .stop, .rename, .setRestartPolicy, .connect, .remove, .tag, .build: nil
        }
    }
}

/// A word as a POSIX shell would read it back; ids shortened, since people compare them by eye.
private func quoted(_ word: String) -> String {
    if word.hasPrefix("sha256:"), word.count == 71 { return shortID(word) }
    if word.count == 64, word.allSatisfy(\.isHexDigit) { return shortID(word) }
    let plain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=,@%+".contains($0)) }
    return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}
