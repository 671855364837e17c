import Engine

extension EngineError {
    /// What docker meant: it exits with 1 for nearly everything, so its words decide.
    ///
    /// The recordings in the tests show what docker 20.10 to 28 and podman 5.8 say.
    /// - Parameters:
    ///   - words: docker's standard error, or the end of a build's output.
    ///   - isChange: of a command that changes something, a connection that broke in the middle is no
    ///     ``unreachable(endpoint:words:)``: the engine may have done it.
    init(command: String, exitCode: Int, words: String, endpoint: String = "", isChange: Bool = true) {
        let saying = Saying(words)
        let text = saying.text
        self =
            saying.connectionError(endpoint: endpoint, isChange: isChange)
            ?? saying.versions
            ?? saying.missing
            ?? saying.conflict
            ?? .refused(command: command, exitCode: exitCode, words: text)
    }

    /// The same with the name that people know instead of the id that docker was told.
    func naming(_ container: String?) -> EngineError {
        guard case .noSuchContainer = self, let container else { return self }
        return .noSuchContainer(container)
    }

    /// The same with what the words leave out and the call tells.
    ///
    /// Podman (5.8) refuses to rename a container to a name in use with the words of its database, and without the name.
    func concerning(_ call: EngineCall) -> EngineError {
        if case .rename(_, let name) = call, case .refused(_, _, let words) = self,
            words.contains("UNIQUE constraint failed: ContainerConfig.Name")
        {
            return .nameInUse(name)
        }
        return naming(call.container?.name)
    }
}

/// What docker printed, without what it always prints.
private struct Saying {
    var text: String
    /// Whether the engine itself said it: then it was reached.
    var isFromEngine: Bool

    init(_ words: String) {
        let lines = Saying.essential(words.split(whereSeparator: \.isNewline).map(String.init))
        isFromEngine = lines.contains { $0.contains(Saying.engine) }
        text = lines.map(Saying.withoutPrefix).joined(separator: "\n")
    }

    private static let engine = "Error response from daemon: "

    private static func withoutPrefix(_ line: String) -> String {
        var line = line[...]
        for prefix in ["docker: ", "ERROR: ", "Failed to initialize: ", engine, "Error: "] where line.hasPrefix(prefix)
        {
            line = line.dropFirst(prefix.count)
        }
        return String(line)
    }
}

extension Saying {
    /// Without deprecation notes, warnings, hints at `--help`, and the second line of `docker start` and `rename` that
    /// says again that they failed. If nothing else is there, they are what there is.
    private static func essential(_ lines: [String]) -> [String] {
        let spoken = lines.prefix { !$0.hasPrefix("Usage:") }.filter { line in
            !line.allSatisfy(\.isWhitespace) && !noise.contains { line.hasPrefix($0) }
        }
        let kept = spoken.isEmpty ? lines.filter { !$0.allSatisfy(\.isWhitespace) } : spoken
        return kept.map { String($0.drop(while: \.isWhitespace)) }
    }

    private static let noise = [
        "DEPRECATED: The legacy builder", "            Install the buildx component",
        "            https://docs.docker.com/go/buildx", "WARNING:", "Warning:", "time=\"", "See 'docker ",
        "Run 'docker ",
        "View build details:", "Error: failed to start containers", "Error: failed to rename container",
    ]

    /// The engine cannot be reached, or does not let us in.
    func connectionError(endpoint: String, isChange: Bool) -> EngineError? {
        guard !isFromEngine else { return nil }
        if text.hasPrefix("permission denied while trying to connect") {
            return .permissionDenied(endpoint: endpoint, words: text.before(": Get \"").before(": Post \""))
        }
        let isUnreachable = Saying.unreachable.contains { text.contains($0) }
        let isBroken = isChange && ["EOF", "connection reset by peer", "broken pipe"].contains { text.hasSuffix($0) }
        return isUnreachable && !isBroken ? .unreachable(endpoint: endpoint, words: text) : nil
    }

    private static let unreachable = [
        "Cannot connect to the Docker daemon", "error during connect", "failed to connect to the docker API",
        "unable to resolve docker endpoint", "dial unix",
    ]

    /// The engine refuses a command line that is too old or too new for it.
    var versions: EngineError? {
        guard isFromEngine, text.hasPrefix("client version ") else { return nil }
        if text.contains(" is too new. ") { return .versionsApart(words: text, isClientOld: false) }
        return text.contains(" is too old. ") ? .versionsApart(words: text, isClientOld: true) : nil
    }

    var missing: EngineError? {
        if let name = text.after("No such container: ") { return .noSuchContainer(name) }
        if let name = text.after("No such image: ") { return .noSuchImage(name) }
        if let name = text.after("No such network: ") { return .noSuchNetwork(name) }
        if let missing = missingInPodman { return missing }
        let words = text.split(separator: " ")
        if words.count >= 4, words.suffix(2) == ["not", "found"], words[words.count - 4] == "network" {
            return .noSuchNetwork(String(words[words.count - 3]))
        }
        return nil
    }

    /// In the words of podman (5.8).
    private var missingInPodman: EngineError? {
        for mark in ["no container with name or ID \"", "no container with ID or name \""] {
            if let name = text.after(mark) { return .noSuchContainer(name.before("\"")) }
        }
        if let name = text.after("unable to find network with name or ID ") {
            return .noSuchNetwork(name.before(": network not found"))
        }
        guard text.hasSuffix(": image not known") || text.hasSuffix(": No such image") else { return nil }
        let name = text.after("failed to find image ") ?? text.after("no such image: ")
        return (name?.before(": ")).map { .noSuchImage(familiarReference($0)) }
    }

    var conflict: EngineError? {
        if let name = text.after("the container name \""), text.contains("\" is already in use by ") {
            return .nameInUse(name.before("\""))
        }
        if let name = text.after("The container name \""), text.contains("is already in use") {
            return .nameInUse(String(name.before("\"").drop { $0 == "/" }))
        }
        if ["port is already allocated", "address already in use", "ports are not available"].contains(
            where: text.contains)
        {
            return .portInUse(words: text)
        }
        return text.contains("no space left on device") ? .diskFull(words: text) : nil
    }
}

extension String {
    /// What follows the last time that `mark` stands in it, up to the line's end; nil if it does not.
    fileprivate func after(_ mark: String) -> String? {
        guard let place = ranges(of: mark).last else { return nil }
        return String(self[place.upperBound...].prefix { !$0.isNewline })
    }

    /// What stands before the first `mark`; all of it if there is none.
    fileprivate func before(_ mark: String) -> String {
        firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
    }
}
