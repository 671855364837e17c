import Console
import Engine
import Families
import FoundationEssentials
import Supervisor

/// What an admin looks for first, then the rest; values of the environment are masked.
func detailLines(_ state: State, columns: Int) -> [Line] {
    guard let family = state.lists.family else {
        return state.lists.row.map { foreignLines($0.container, state, columns: columns) } ?? []
    }
    guard let member = state.lists.container else {
        return driftLines(state, columns: columns)
            + sentence(
                "No container yet: \(state.keymap.label(of: .startNew)) starts one from the latest image", .dim, columns
            )
    }
    let details = state.engine.details[member.id]
    let known = details.map { longFacts($0, state, own: ownFacts(member) + makingFacts($0, member, in: family)) } ?? []
    let lines = (shortFacts(member, in: family, details) + known).flatMap { $0.lines(columns: columns) }
    return driftLines(state, columns: columns) + lines
        + (details == nil ? [Line("Loading details...", .dim)] : [])
}

/// What is not as it should be, and what to do; nothing while a switch of ours is under way.
private func driftLines(_ state: State, columns: Int) -> [Line] {
    guard let family = state.lists.family, state.work?.isUnderWay != true else { return [] }
    if let found = state.engine.interruptions[family.name] {
        let key = state.keymap.label(of: .recover)
        let takeOver = "\(state.keymap.label(of: .palette))recover \(family.name) --take-over"
        let remedy =
            found.isUnderWay
            ? "Wait for it to end. \(found.interruption.deadWords): \(takeOver)"
            : "\(key): \(found.recovery ?? "recover")"
        return sentence("! " + found.problem, .bad, columns) + sentence("  " + remedy, .warning, columns)
    }
    guard family.interruption == nil else { return [] }
    return family.drifts(state.engine.currentDetails, seenFrom: nil).flatMap { drift in
        sentence("! " + drift.problem, .bad, columns)
            + sentence("  " + state.hint(drift.remedy(in: family.name)), .warning, columns)
    }
}

/// Of a container of no family.
private func foreignLines(_ container: Container, _ state: State, columns: Int) -> [Line] {
    let details = state.engine.details[container.id]
    let short = [
        Fact(label: "State", value: stateSentence(container, details)),
        Fact(label: "Role", value: "none: not managed by dockervisor"),
        Fact(label: "Image", value: imageWord(container.image)),
        Fact(label: "Container", value: "\(shortID(container.id)), created \(container.createdAt.formatted(.iso8601))"),
    ]
    let lines = (short + (details.map { longFacts($0, state) } ?? [])).flatMap { $0.lines(columns: columns) }
    return details == nil ? lines + [Line("Loading details...", .dim)] : lines
}

/// Something about a container; only the first of several of a kind has the label.
private struct Fact {
    let label: String
    let value: String
    var tone = Tone.plain

    /// What does not fit goes on below.
    func lines(columns: Int) -> [Line] {
        wrapped(value, columns: columns - 11).enumerated().map { offset, text in
            Line(text, tone, label: padded(offset == 0 ? label : "", to: 11))
        }
    }
}

private func facts(_ label: String, _ values: [String]) -> [Fact] {
    values.enumerated().map { Fact(label: $0.offset == 0 ? label : "", value: $0.element) }
}

private func shortFacts(_ member: Member, in family: Family, _ details: ContainerDetails?) -> [Fact] {
    let container = member.container
    let by = container.labels[Label.by].map { " by \($0)" } ?? ""
    return [
        Fact(label: "State", value: stateSentence(container, details)),
        Fact(label: "Role", value: roleSentence(member, in: family)),
        Fact(label: "Image", value: shortID(member.imageID) + buildSentence(member, in: family)),
        Fact(
            label: "Container",
            value: "\(shortID(container.id)), created \(container.createdAt.formatted(.iso8601))\(by)"),
    ]
}

private func stateSentence(_ container: Container, _ details: ContainerDetails?) -> String {
    let words = stateWords(container)
    guard let details else { return words }
    let error = details.error.isEmpty ? "" : "; \(details.error)"
    guard !container.state.isActive else {
        let since = details.startedAt.map { ", since \($0.formatted(.iso8601))" } ?? ""
        let restarts = details.restartCount > 0 ? ", restarted \(counted(details.restartCount, "time", "times"))" : ""
        return words + since + restarts + error
    }
    let end = details.finishedAt.map { ", at \($0.formatted(.iso8601))" } ?? ""
    return words + end + (exitWords(details.exitCode).map { ": \($0)" } ?? "") + error
}

private func exitWords(_ code: Int) -> String? {
    switch code {
    case 125: "docker itself failed"
    case 126: "its command cannot be executed"
    case 127: "its command was not found"
    case 128: "it could not be started"
    case 137: "killed by SIGKILL"
    case 139: "crashed with SIGSEGV"
    case 143: "terminated by SIGTERM"
    default: nil
    }
}

private func roleSentence(_ member: Member, in family: Family) -> String {
    let isLatest = family.latest?.id == member.id
    return switch member.role {
    case .stable: "stable: rollback starts this one" + (isLatest ? "; also the latest" : "")
    case .latest: "latest"
    case .candidate: "candidate of an operation that is in progress or was interrupted"
    case .operationRecord, .recoveryLock: "lock of an operation"
    case .saved where member.hasFailed: "failed: did not pass probation, kept for its logs"
    case .saved: "old: kept from an earlier switch"
    }
}

private func buildSentence(_ member: Member, in family: Family) -> String {
    guard let newest = family.newestImage else { return "" }
    return newest.id == member.imageID ? ", the latest image" : ", an older image; latest \(shortID(newest.id))"
}

private func longFacts(_ details: ContainerDetails, _ state: State, own: [Fact] = []) -> [Fact] {
    let words = details.healthOutput.split(whereSeparator: \.isNewline).joined(separator: " ")
    let health = details.health.map { health in
        // Docker calls every container unhealthy that was stopped.
        details.state.isActive
            ? [Fact(label: "Health", value: "\(health.rawValue)  \(words)", tone: health == .unhealthy ? .bad : .plain)]
            : facts("Last check", words.isEmpty ? [] : [words])
    }
    let ports = details.ports.map { port in
        "\(port.address.isEmpty ? "*" : port.address):\(port.hostPort) -> \(port.containerPort)/\(port.transport)"
            + (details.state.isActive ? link(port, on: state.engine.endpoint) : "")
    }
    let isRevealed = state.inspector.revealed == details.id
    return (health ?? [])
        + facts("Ports", ports) + facts("Mounts", details.mounts.map { "\($0.path)  \(mountWords($0))" })
        + facts("Networks", details.networks.map(networkWords)) + facts("Restart", [details.restartPolicy.words])
        + facts("Command", [details.command.joined(separator: " ")])
        + own
        + facts("Env", details.environment.map { isRevealed ? $0 : $0.prefix { $0 != "=" } + "=***" })
}

/// For terminals that open what looks like an address; most ports of containers speak HTTP.
private func link(_ port: PublishedPort, on endpoint: String) -> String {
    guard port.transport == "tcp" else { return "" }
    let isAnywhere = ["", "0.0.0.0", "::"].contains(port.address)
    let host = isAnywhere ? hostName(of: endpoint) : port.address.contains(":") ? "[\(port.address)]" : port.address
    return "  http://\(host)\(port.hostPort == 80 ? "" : ":\(port.hostPort)")/"
}

/// `ssh://ops@web1:22` → `web1`; `localhost` for a local engine.
private func hostName(of endpoint: String) -> String {
    let parts = endpoint.split(separator: "://", maxSplits: 1)
    guard parts.count == 2, parts[0] != "unix" else { return "localhost" }
    let host = parts[1].split(separator: "@").last.map { $0.prefix { $0 != ":" && $0 != "/" } } ?? ""
    return host.isEmpty ? "localhost" : String(host)
}

/// The docker command that makes one like it, by the record of its parameters.
private func makingFacts(_ details: ContainerDetails, _ member: Member, in family: Family) -> [Fact] {
    guard let made = RecordedParameters(of: details) else { return [] }
    var words = ["docker", "create", "--name", family.name.latestContainer]
    words += made.ports.flatMap { ["--publish", $0] } + made.volumes.flatMap { ["--volume", $0] }
    words += made.networks.prefix(1).flatMap { ["--network", $0] } + made.env.flatMap { ["--env", $0] } + made.raw
    return facts("Created by", [shellLine(words + [member.imageID] + made.arguments)])
}

private func ownFacts(_ member: Member) -> [Fact] {
    facts("Config", [member.configuration].compactMap(\.self))
        + facts("Why", [member.container.labels[Label.why]].compactMap(\.self))
}

private func networkWords(_ network: ContainerDetails.Network) -> String {
    network.name + (network.address.isEmpty ? "" : "  \(network.address)")
        + (network.aliases.isEmpty ? "" : "  as \(network.aliases.joined(separator: ", "))")
}

private func mountWords(_ mount: Mount) -> String {
    let kind =
        switch mount.kind {
        case .volume: "volume"
        case .bind: "directory"
        case .other(let word): word
        }
    return "\(kind) \(mount.source)" + (mount.isReadOnly ? ", read-only" : "")
}
