/// The part of `docker container inspect` that is needed (API 1.41 to 1.51; podman 5.8).
struct ContainerInspection: Decodable {
    var id: String
    var name: String
    var created: String
    var path: String?
    var arguments: [String]?
    var state: State
    var image: String
    var restartCount: Int?
    var hostConfig: HostConfiguration
    var mounts: [MountPoint]?
    var config: Configuration
    var network: Networking?

    enum CodingKeys: String, CodingKey {
        case id = "Id"
        case name = "Name"
        case created = "Created"
        case path = "Path"
        case arguments = "Args"
        case state = "State"
        case image = "Image"
        case restartCount = "RestartCount"
        case hostConfig = "HostConfig"
        case mounts = "Mounts"
        case config = "Config"
        case network = "NetworkSettings"
    }
}

extension ContainerInspection {
    struct State: Decodable {
        var status: String
        var exitCode: Int
        var error: String?
        var startedAt: String?
        var finishedAt: String?
        var health: HealthCheck?

        enum CodingKeys: String, CodingKey {
            case status = "Status"
            case exitCode = "ExitCode"
            case error = "Error"
            case startedAt = "StartedAt"
            case finishedAt = "FinishedAt"
            case health = "Health"
        }
    }

    struct HealthCheck: Decodable {
        var status: String
        var log: [Probe]?

        enum CodingKeys: String, CodingKey {
            case status = "Status"
            case log = "Log"
        }

        struct Probe: Decodable {
            var output: String?

            enum CodingKeys: String, CodingKey {
                case output = "Output"
            }
        }
    }

    struct HostConfiguration: Decodable {
        var portBindings: [String: [PortBinding]?]?
        var restartPolicy: Policy?
        var autoRemove: Bool?

        enum CodingKeys: String, CodingKey {
            case portBindings = "PortBindings"
            case restartPolicy = "RestartPolicy"
            case autoRemove = "AutoRemove"
        }
    }

    struct PortBinding: Decodable {
        var address: String?
        var port: String?

        enum CodingKeys: String, CodingKey {
            case address = "HostIp"
            case port = "HostPort"
        }
    }

    struct Policy: Decodable {
        var name: String
        var maximum: Int?

        enum CodingKeys: String, CodingKey {
            case name = "Name"
            case maximum = "MaximumRetryCount"
        }
    }

    struct MountPoint: Decodable {
        var type: String?
        var name: String?
        var source: String?
        var destination: String
        var isWritable: Bool?

        enum CodingKeys: String, CodingKey {
            case type = "Type"
            case name = "Name"
            case source = "Source"
            case destination = "Destination"
            case isWritable = "RW"
        }
    }

    struct Configuration: Decodable {
        var image: String
        var environment: [String]?
        var labels: [String: String]?
        /// Seconds; missing for the engine's default.
        var stopTimeout: Int?
        var healthCheck: HealthTiming?

        enum CodingKeys: String, CodingKey {
            case image = "Image"
            case environment = "Env"
            case labels = "Labels"
            case stopTimeout = "StopTimeout"
            case healthCheck = "Healthcheck"
        }
    }

    /// Nanoseconds; 0 and missing stand for docker's defaults.
    struct HealthTiming: Decodable {
        var test: [String]?
        var interval: Int?
        var startPeriod: Int?
        var retries: Int?

        enum CodingKeys: String, CodingKey {
            case test = "Test"
            case interval = "Interval"
            case startPeriod = "StartPeriod"
            case retries = "Retries"
        }
    }

    struct Networking: Decodable {
        var networks: [String: Attachment?]?

        enum CodingKeys: String, CodingKey {
            case networks = "Networks"
        }

        struct Attachment: Decodable {
            var id: String?
            var aliases: [String]?
            var address: String?

            enum CodingKeys: String, CodingKey {
                case id = "NetworkID"
                case aliases = "Aliases"
                case address = "IPAddress"
            }
        }
    }
}
