import Engine
import FoundationEssentials

/// The part of `docker image inspect` that is needed (API 1.41 to 1.50).
struct ImageInspection: Decodable {
    var id: String
    var references: [String]?
    var created: String?
    var size: Int?
    var config: Configuration?

    enum CodingKeys: String, CodingKey {
        case id = "Id"
        case references = "RepoTags"
        case created = "Created"
        case size = "Size"
        case config = "Config"
    }

    struct Configuration: Decodable {
        var exposedPorts: [String: Nothing]?
        var volumes: [String: Nothing]?
        var labels: [String: String]?
        var entryPoint: [String]?
        var command: [String]?
        var healthCheck: HealthCheck?

        enum CodingKeys: String, CodingKey {
            case exposedPorts = "ExposedPorts"
            case volumes = "Volumes"
            case labels = "Labels"
            case entryPoint = "Entrypoint"
            case command = "Cmd"
            case healthCheck = "Healthcheck"
        }
    }

    /// The value of a set's keys: `{}`.
    struct Nothing: Decodable {}

    struct HealthCheck: Decodable {
        var test: [String]?

        enum CodingKeys: String, CodingKey {
            case test = "Test"
        }
    }
}

extension ImageDetails {
    init(_ found: ImageInspection) {
        let test = found.config?.healthCheck?.test ?? []
        self.init(
            id: found.id, references: (found.references ?? []).sorted(),
            createdAt: found.created.flatMap(engineDate) ?? .distantPast, size: found.size ?? 0,
            exposedPorts: (found.config?.exposedPorts ?? [:]).keys.sorted { ($0.port, $0) < ($1.port, $1) },
            volumePaths: (found.config?.volumes ?? [:]).keys.sorted(), labels: found.config?.labels ?? [:],
            command: (found.config?.entryPoint ?? []) + (found.config?.command ?? []),
            hasHealthCheck: !test.isEmpty && test != ["NONE"])
    }
}

extension String {
    /// The number of `8080/tcp`.
    fileprivate var port: Int { Int(prefix { $0 != "/" }) ?? 0 }
}
