import Engine
import FoundationEssentials

/// The part of `docker image inspect` that is needed (API 1.41 to 1.51; podman 5.8).
struct ImageInspection: Decodable {
    var id: String
    var repoTags: [String]?
    var created: String?
    var size: Int?
    var config: Configuration?
    var rootFS: RootFileSystem?

    struct RootFileSystem: Decodable {
        var layers: [String]?
    }

    struct Configuration: Decodable {
        var exposedPorts: [String: Nothing]?
        var volumes: [String: Nothing]?
        var labels: [String: String]?
        var entrypoint: [String]?
        var cmd: [String]?
        var healthcheck: HealthCheck?
        var env: [String]?
        var workingDir: String?
        var user: String?
        var stopSignal: String?
        var shell: [String]?
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
        let check = config.healthcheck
        let times = [check?.interval, check?.timeout, check?.startPeriod, check?.startInterval, check?.retries]
        return ContentHash(
            of: list("layers", rootFS?.layers) + list("env", config.env)
                + list("entrypoint", config.entrypoint) + list("cmd", config.cmd)
                + one("directory", config.workingDir) + one("user", config.user)
                + one("stop signal", config.stopSignal) + list("shell", config.shell)
                + set("ports", config.exposedPorts) + set("volumes", config.volumes)
                + list("labels", labels.map { "\($0.key)=\($0.value)" }.sorted())
                + list("health", (check?.test ?? []) + times.map { "\($0 ?? 0)" }))
    }
}

extension ImageDetails {
    init(_ found: ImageInspection) {
        let test = found.config?.healthcheck?.test ?? []
        self.init(
            id: found.id, references: (found.repoTags ?? []).map(familiarReference).sorted(),
            createdAt: found.created.flatMap(engineDate) ?? .distantPast, size: found.size ?? 0,
            exposedPorts: (found.config?.exposedPorts ?? [:]).keys.sorted { ($0.port, $0) < ($1.port, $1) },
            volumePaths: (found.config?.volumes ?? [:]).keys.sorted(), labels: found.config?.labels ?? [:],
            command: (found.config?.entrypoint ?? []) + (found.config?.cmd ?? []),
            hasHealthCheck: !test.isEmpty && test != ["NONE"], content: found.content)
    }
}

extension String {
    /// The number of `8080/tcp`.
    fileprivate var port: Int { Int(prefix { $0 != "/" }) ?? 0 }
}
