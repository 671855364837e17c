/// The part of `docker container inspect` that is needed (API 1.41 to 1.51; podman 5.8).
struct ContainerInspection: Decodable {
    var id: String
    var name: String
    var created: String
    var path: String?
    var args: [String]?
    var state: State
    var image: String
    var restartCount: Int?
    var hostConfig: HostConfiguration
    var mounts: [MountPoint]?
    var config: Configuration
    var networkSettings: Networking?
}

extension ContainerInspection {
    struct State: Decodable {
        var status: String
        var exitCode: Int
        var error: String?
        var startedAt: String?
        var finishedAt: String?
        var health: HealthCheck?
    }

    struct HealthCheck: Decodable {
        var status: String
        var log: [Probe]?

        struct Probe: Decodable {
            var output: String?
        }
    }

    struct HostConfiguration: Decodable {
        var portBindings: [String: [PortBinding]?]?
        var restartPolicy: Policy?
        var autoRemove: Bool?
    }

    struct PortBinding: Decodable {
        var hostIp: String?
        var hostPort: String?
    }

    struct Policy: Decodable {
        var name: String
        var maximumRetryCount: Int?
    }

    struct MountPoint: Decodable {
        var type: String?
        var name: String?
        var source: String?
        var destination: String
        var rw: Bool?
    }

    struct Configuration: Decodable {
        var image: String
        var env: [String]?
        var labels: [String: String]?
        /// Seconds; missing for the engine's default.
        var stopTimeout: Int?
        var healthcheck: HealthTiming?
    }

    /// Nanoseconds; 0 and missing stand for docker's defaults.
    struct HealthTiming: Decodable {
        var test: [String]?
        var interval: Int?
        var startPeriod: Int?
        var retries: Int?
    }

    struct Networking: Decodable {
        var networks: [String: Attachment?]?

        struct Attachment: Decodable {
            var networkID: String?
            var aliases: [String]?
            var ipAddress: String?
        }
    }
}
