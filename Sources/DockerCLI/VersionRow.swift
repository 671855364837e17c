import Engine

/// What `docker version` tells of both sides, in one line (docker 20.10 to 28; podman 5.8 through its Docker API).
struct VersionRow: Hashable, Sendable {
    /// The versions of the command line, the engine and its API, then the names of what the engine is made of.
    static let template =
        "[{{json .Client.Version}},{{with .Server}}{{json .Version}},{{json .APIVersion}}"
        + "{{range .Components}},{{json .Name}}{{end}}{{else}}\"\"{{end}}]"

    let client: String
    /// Empty if no engine answered.
    let engine: String
    /// `1.41`; empty if unknown.
    let interface: String
    let components: [String]

    /// nil if the row has not even the two versions.
    init?(_ row: [String]) {
        guard row.count >= 2 else { return nil }
        client = row[0]
        engine = row[1]
        interface = row.count > 2 ? row[2] : ""
        components = Array(row.dropFirst(3))
    }

    var kind: EngineVersion.Kind { components.contains("Podman Engine") ? .podman : .docker }

    /// Why the engine is too old to work with; nil if it is not, or its version is no number.
    ///
    /// Podman changes restart policies since 5.1 (its release notes); docker 20.10 is the oldest engine tested with.
    var shortcoming: EngineError? {
        switch kind {
        case .podman where isOlder(engine, than: (5, 1)):
            .engineTooOld(engine: "podman \(engine)", needed: "5.1")
        case .docker where isOlder(interface, than: (1, 41)):
            .engineTooOld(engine: "docker \(engine)", needed: "20.10")
        case .podman, .docker: nil
        }
    }

    private func isOlder(_ version: String, than least: (Int, Int)) -> Bool {
        let numbers = version.split(separator: ".").prefix(2).map { Int($0) }
        guard numbers.count == 2, let major = numbers[0], let minor = numbers[1] else { return false }
        return (major, minor) < least
    }
}
