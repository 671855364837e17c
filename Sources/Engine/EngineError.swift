/// Why an engine did not do what it was asked.
///
/// ``problem`` says what failed, ``remedy`` what to type next. Words of the engine may hold control characters:
/// whoever shows them makes those visible.
package enum EngineError: Error, Hashable, Sendable {
    /// There is no docker command line at that name or path.
    case noDockerCLI(String)
    case unreachable(endpoint: String, words: String)
    case permissionDenied(endpoint: String, words: String)
    /// The docker command line and the engine have no version of their API in common.
    case versionsApart(words: String, isClientOld: Bool)
    /// The engine cannot do what dockervisor needs: its name and version, and the oldest version that can.
    case engineTooOld(engine: String, needed: String)
    /// Docker did not answer in time; `command` has no secret in it.
    case silent(command: String, after: Duration)
    case noSuchContainer(String)
    case noSuchImage(String)
    case noSuchNetwork(String)
    case nameInUse(String)
    case portInUse(words: String)
    /// The engine's disk is full.
    case diskFull(words: String)
    /// Docker said no, in words of its own.
    case refused(command: String, exitCode: Int, words: String)
    /// Docker answered, and this program does not understand the answer.
    case unreadable(command: String, detail: String)
    case cancelled(command: String)
}

extension EngineError {
    /// What failed and why, in one sentence without a full stop.
    package var problem: String {
        switch self {
        case .noDockerCLI(let name): "docker CLI not found: '\(name)'"
        case .unreachable(let endpoint, let words): "cannot connect to \(engine(at: endpoint)): \(words)"
        case .permissionDenied(let endpoint, let words): "permission denied by \(engine(at: endpoint)): \(words)"
        case .versionsApart(let words, _):
            "the docker CLI and the engine are incompatible: \(words)"
        case .engineTooOld(let engine, let needed): "\(engine) is too old: dockervisor requires \(needed) or newer"
        case .silent(let command, let limit): "docker \(command) timed out after \(limit.components.seconds) s"
        case .noSuchContainer(let name): "no such container: \(name)"
        case .noSuchImage(let reference): "no such image: \(reference)"
        case .noSuchNetwork(let name): "no such network: \(name)"
        case .nameInUse(let name): "container name \(name) is already in use"
        case .portInUse(let words): "a host port is already in use: \(words)"
        case .diskFull(let words): "the engine's disk is full: \(words)"
        case .refused(let command, let code, let words): "docker \(command) failed (exit \(code)): \(words)"
        case .unreadable(let command, let detail): "cannot parse the output of docker \(command): \(detail)"
        case .cancelled(let command): "docker \(command) was canceled"
        }
    }

    /// What to type or do next, in one sentence without a full stop.
    package var remedy: String {
        switch self {
        case .noDockerCLI:
            "Install it (sudo apt-get install docker.io) or set its path: DOCKERVISOR_DOCKER=/path/to/docker"
        case .unreachable:
            "Start the engine (sudo systemctl start docker) or check its address: --host, --context, DOCKER_HOST"
        case .permissionDenied:
            "Add yourself to the docker group (sudo usermod -aG docker $USER) and log in again, or use sudo"
        case .versionsApart(_, let isClientOld):
            isClientOld
                ? "Install a newer docker CLI or set the path of one: DOCKERVISOR_DOCKER=/path/to/docker"
                : "Unset DOCKER_API_VERSION, upgrade the engine, or use an older docker CLI: DOCKERVISOR_DOCKER=/path/to/docker"
        case .engineTooOld: "Upgrade the engine"
        case .silent: "Check that the engine responds: docker version"
        case .noSuchContainer: "List what exists: dockervisor list"
        case .noSuchImage: "Build it first: dockervisor build NAME PATH"
        case .noSuchNetwork(let name): "Create it: docker network create \(name)"
        case .nameInUse(let name): "Find the container: docker ps --all --filter name=\(name)"
        case .portInUse: "Free the port or publish another one in the Dockerparams"
        case .diskFull: "Find what uses the space: docker system df"
        case .refused(let command, _, _) where command.hasPrefix("build "):
            "Fix the error that docker reports and build again"
        case .refused(let command, _, _) where command.hasPrefix("create "):
            "Check the Dockerparams file (dcv-NAME): docker rejects its parameters"
        case .refused(let command, _, _) where command.hasPrefix("start "):
            "Fix the image or the Dockerparams, build, and start :new again"
        case .refused, .cancelled: "Check the current state: dockervisor list"
        case .unreadable: "Report it with the output of: docker version"
        }
    }

    private func engine(at endpoint: String) -> String {
        endpoint == "local" ? "the local Docker engine" : "the Docker engine at \(endpoint)"
    }

    /// Whether no engine could be asked at all, so that nothing can have changed.
    package var isUnreachable: Bool {
        switch self {
        case .noDockerCLI, .unreachable, .permissionDenied, .versionsApart, .engineTooOld: true
        default: false
        }
    }
}
