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
        case .noDockerCLI(let name): "there is no docker command line: '\(name)' was not found"
        case .unreachable(let endpoint, let words): "no engine answers at \(endpoint): \(words)"
        case .permissionDenied(let endpoint, let words): "the engine at \(endpoint) does not let you in: \(words)"
        case .versionsApart(let words, _):
            "this docker command line and the engine do not understand each other: \(words)"
        case .engineTooOld(let engine, let needed): "\(engine) is too old: dockervisor needs \(needed) or newer"
        case .silent(let command, let limit): "docker \(command) did not answer within \(limit.components.seconds) s"
        case .noSuchContainer(let name): "there is no container '\(name)'"
        case .noSuchImage(let reference): "no such image: \(reference)"
        case .noSuchNetwork(let name): "there is no network '\(name)'"
        case .nameInUse(let name): "the container name '\(name)' is already in use"
        case .portInUse(let words): "a host port is already in use: \(words)"
        case .diskFull(let words): "the engine's disk is full: \(words)"
        case .refused(let command, let code, let words): "docker \(command) failed (exit \(code)): \(words)"
        case .unreadable(let command, let detail): "the answer of docker \(command) cannot be read: \(detail)"
        case .cancelled(let command): "docker \(command) was cancelled"
        }
    }

    /// What to type or do next, in one sentence without a full stop.
    package var remedy: String {
        switch self {
        case .noDockerCLI:
            "Install one (sudo apt-get install docker.io), or name it with DOCKERVISOR_DOCKER=/path/to/docker"
        case .unreachable:
            "Start the engine (sudo systemctl start docker), or see where docker looks: --host, --context, DOCKER_HOST"
        case .permissionDenied:
            "Join the docker group (sudo usermod -aG docker $USER) and log in again, or use sudo"
        case .versionsApart(_, let isClientOld):
            isClientOld
                ? "Install a newer docker command line, or name one with DOCKERVISOR_DOCKER=/path/to/docker"
                : "Unset DOCKER_API_VERSION, upgrade the engine, or name an older command line with DOCKERVISOR_DOCKER"
        case .engineTooOld: "Upgrade the engine"
        case .silent: "Look whether the engine still works: docker version"
        case .noSuchContainer: "See what there is: dockervisor list"
        case .noSuchImage: "Build it first: dockervisor build NAME PATH"
        case .noSuchNetwork(let name): "Create it: docker network create \(name)"
        case .nameInUse(let name): "See who has it: docker ps --all --filter name=\(name)"
        case .portInUse: "Free the port, or map another one in the Dockerparams"
        case .diskFull: "See what takes the space: docker system df"
        case .refused(let command, _, _) where command.hasPrefix("build "):
            "Mend what docker says above, and build again"
        case .refused(let command, _, _) where command.hasPrefix("create "):
            "Look at the Dockerparams (dcv-NAME): docker refuses what they ask for"
        case .refused(let command, _, _) where command.hasPrefix("start "):
            "Mend the image or the Dockerparams, build, and start :new again"
        case .refused, .cancelled: "Look at what there is now: dockervisor list"
        case .unreadable: "Report it with the version of docker: docker version"
        }
    }

    /// Whether no engine could be asked at all, so that nothing can have changed.
    package var isUnreachable: Bool {
        switch self {
        case .noDockerCLI, .unreachable, .permissionDenied, .versionsApart, .engineTooOld: true
        default: false
        }
    }
}
