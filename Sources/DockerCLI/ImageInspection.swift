import Engine
import FoundationEssentials

/// The part of `docker image inspect` that is needed (API 1.41 to 1.51; podman 5.8).
struct ImageInspection: Decodable {
    var id: String
    var references: [String]?
    var created: String?
    var size: Int?
    var config: Configuration?
    var rootFileSystem: RootFileSystem?

    enum CodingKeys: String, CodingKey {
        case id = "Id"
        case references = "RepoTags"
        case created = "Created"
        case size = "Size"
        case config = "Config"
        case rootFileSystem = "RootFS"
    }

    struct RootFileSystem: Decodable {
        var layers: [String]?

        enum CodingKeys: String, CodingKey {
            case layers = "Layers"
        }
    }

    struct Configuration: Decodable {
        var exposedPorts: [String: Nothing]?
        var volumes: [String: Nothing]?
        var labels: [String: String]?
        var entryPoint: [String]?
        var command: [String]?
        var healthCheck: HealthCheck?
        var environment: [String]?
        var folder: String?
        var user: String?
        var stopSignal: String?
        var shell: [String]?

        enum CodingKeys: String, CodingKey {
            case environment = "Env"
            case folder = "WorkingDir"
            case user = "User"
            case stopSignal = "StopSignal"
            case shell = "Shell"
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
        var interval: Int?
        var timeout: Int?
        var startPeriod: Int?
        var startInterval: Int?
        var retries: Int?

        enum CodingKeys: String, CodingKey {
            case test = "Test"
            case interval = "Interval"
            case timeout = "Timeout"
            case startPeriod = "StartPeriod"
            case startInterval = "StartInterval"
            case retries = "Retries"
        }
    }
}

extension ImageInspection {
    /// Of the layers and of all settings that a container gets. What engines write differently for the same image is
    /// left out or made equal: nothing and an empty list, the builder's own fields, and our labels of the build.
    var content: ContentHash {
        let config = config ?? Configuration()
        func list(_ name: String, _ values: [String]?) -> [String] { [name] + (values ?? []) }
        func one(_ name: String, _ value: String?) -> [String] { list(name, [value ?? ""].filter { !$0.isEmpty }) }
        func set(_ name: String, _ keys: [String: Nothing]?) -> [String] { list(name, (keys ?? [:]).keys.sorted()) }
        let labels = (config.labels ?? [:]).filter { !$0.key.hasPrefix("dockervisor.build.") }
        let check = config.healthCheck
        let times = [check?.interval, check?.timeout, check?.startPeriod, check?.startInterval, check?.retries]
        return ContentHash(
            of: list("layers", rootFileSystem?.layers) + list("env", config.environment)
                + list("entrypoint", config.entryPoint) + list("cmd", config.command)
                + one("directory", config.folder) + one("user", config.user)
                + one("stop signal", config.stopSignal) + list("shell", config.shell)
                + set("ports", config.exposedPorts) + set("volumes", config.volumes)
                + list("labels", labels.map { "\($0.key)=\($0.value)" }.sorted())
                + list("health", (check?.test ?? []) + times.map { "\($0 ?? 0)" }))
    }
}

extension ImageDetails {
    init(_ found: ImageInspection) {
        let test = found.config?.healthCheck?.test ?? []
        self.init(
            id: found.id, references: (found.references ?? []).map(familiarReference).sorted(),
            createdAt: found.created.flatMap(engineDate) ?? .distantPast, size: found.size ?? 0,
            exposedPorts: (found.config?.exposedPorts ?? [:]).keys.sorted { ($0.port, $0) < ($1.port, $1) },
            volumePaths: (found.config?.volumes ?? [:]).keys.sorted(), labels: found.config?.labels ?? [:],
            command: (found.config?.entryPoint ?? []) + (found.config?.command ?? []),
            hasHealthCheck: !test.isEmpty && test != ["NONE"], content: found.content)
    }
}

extension String {
    /// The number of `8080/tcp`.
    fileprivate var port: Int { Int(prefix { $0 != "/" }) ?? 0 }
}
