import FoundationEssentials

/// A container engine: the docker command line, or ``DemoEngine``.
///
/// Reading never changes anything. Every method can be called at any time, from any task, several at once; cancelling
/// the task ends the wait (and docker's own process), not what the engine has begun.
package protocol Engine: Sendable {
    /// What people call it: `local`, `ssh://ops@web1`, `demo`.
    var endpoint: String { get }

    /// Whether a build needs the folder with the sources; the demo's need not exist.
    var readsSources: Bool { get }

    func version() async throws(EngineError) -> EngineVersion

    /// Containers, running or not, managed or foreign, newest first.
    ///
    /// - Parameters:
    ///   - labels: the labels to read along.
    ///   - label: only those that have it with that value; nil: every container.
    func containers(labels: [String], having label: LabelValue?) async throws(EngineError) -> [Container]

    /// The images that have a label of that key, or with that value if the key is `key=value`, one entry per tag, and
    /// one for each image without any tag.
    func images(labelled key: String) async throws(EngineError) -> [Image]

    /// Details of containers by id or name, in the order asked for; those that do not exist are left out.
    func inspect(containers: [String]) async throws(EngineError) -> [ContainerDetails]

    /// Details of images by id or reference, in the order asked for; those that do not exist are left out. Asks no
    /// registry.
    func inspect(images: [String]) async throws(EngineError) -> [ImageDetails]

    /// The names of all networks, docker's own (`bridge`, `host`, `none`) included.
    func networks() async throws(EngineError) -> [String]

    /// The programs of the engine's host that listen on one of these ports; none if that cannot be known.
    func listeners(on ports: [PublishedPort]) async -> [HostListener]

    /// Space on the disk with the engine's data; nil if it cannot be known.
    func freeBytes() async -> Int?

    /// Carries out one command.
    ///
    /// - Parameter output: is told each line that docker prints meanwhile, raw; called from any task, in order.
    /// - Returns: for `create` the full id of the new container; else nothing of use.
    @discardableResult
    func perform(
        _ call: EngineCall, output: @escaping @Sendable (String) -> Void
    ) async throws(EngineError) -> String

    /// What happens to containers and images from now on; ends when the engine goes away or the task is cancelled.
    ///
    /// After an event ``containers(labels:)`` knows of it. What happened in the last seconds may be told again.
    func events() -> AsyncStream<EngineEvent>

    /// A shell that can be started in a container: `bash`, else `sh`; nil if its image has neither.
    func shell(in container: String) async throws(EngineError) -> String?

    /// Runs a shell in a container on the terminal of this process, until it ends; whoever calls has lent it.
    func openShell(_ shell: String, in container: String) async throws(EngineError)

    /// The newest lines of a container's standard output and error, oldest first, raw.
    func logs(container: String, lines: Int) async throws(EngineError) -> [String]

    /// Lines that are older than those that are known, oldest first.
    func logs(_ page: LogPage) async throws(EngineError) -> [LogLine]

    /// Tells a container's lines as they are printed; returns when the container stops or is removed, and throws
    /// ``EngineError/cancelled(command:)`` when the task is cancelled. Nothing runs on for it then.
    ///
    /// - Parameter lines: is told some lines at a time, each batch ordered by time, and the next one when it is done:
    ///   nothing piles up meanwhile. Of two lines that went to standard output and standard error at nearly the same
    ///   time either can be first (the engine itself reads both on their own).
    func follow(
        _ request: LogRequest, lines: @escaping @Sendable ([LogLine]) async -> Void
    ) async throws(EngineError)

    /// Measures containers once a second; returns when all of them are removed, and throws
    /// ``EngineError/cancelled(command:)`` when the task is cancelled. Nothing runs on for it then.
    ///
    /// - Parameters:
    ///   - containers: full ids. Throws ``EngineError/noSuchContainer(_:)`` if one of them is not there at first.
    ///   - samples: is told one of each that runs, in the order asked for; of stopped ones none, until they run.
    func measure(
        containers: [String], samples: @escaping @Sendable ([StatsSample]) async -> Void
    ) async throws(EngineError)

    /// What an image is made of, newest layer first. Throws ``EngineError/noSuchImage(_:)`` if there is none.
    func history(image: String) async throws(EngineError) -> [ImageLayer]
}

extension Engine {
    package var readsSources: Bool { true }

    package func listeners(on ports: [PublishedPort]) async -> [HostListener] { [] }
    package func freeBytes() async -> Int? { nil }

    /// What is only made up has no shells.
    package func shell(in container: String) async throws(EngineError) -> String? { nil }
    package func openShell(_ shell: String, in container: String) async throws(EngineError) {}

    /// Every container.
    package func containers(labels: [String]) async throws(EngineError) -> [Container] {
        try await containers(labels: labels, having: nil)
    }

    /// Throws ``EngineError/noSuchImage(_:)`` if there is none.
    package func inspect(image: String) async throws(EngineError) -> ImageDetails {
        guard let found = try await inspect(images: [image]).first else { throw .noSuchImage(image) }
        return found
    }

    @discardableResult
    package func perform(_ call: EngineCall) async throws(EngineError) -> String {
        try await perform(call, output: { _ in })
    }
}

/// A label and what it says.
package struct LabelValue: Hashable, Sendable {
    package var key: String
    package var value: String

    package init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }
}

/// Who answers.
package struct EngineVersion: Hashable, Sendable {
    /// `20.10.24+dfsg1`.
    package var engine: String
    /// Version of the docker command line; empty if there is none between us.
    package var client: String
    /// Where the engine listens or is reached, as docker knows it; empty if unknown.
    package var host: String
    package var kind: Kind

    /// What answers: podman does nearly all that docker does.
    package enum Kind: String, Hashable, Sendable {
        case docker, podman
    }

    package init(engine: String, client: String = "", host: String = "", kind: Kind = .docker) {
        self.engine = engine
        self.client = client
        self.host = host
        self.kind = kind
    }
}

/// Something that happened on the engine.
package enum EngineEvent: Hashable, Sendable {
    /// The stream is up: everything from now on is told.
    case listening
    /// Something about a container or an image is different now.
    case changed(Change)

    package struct Change: Hashable, Sendable {
        /// `container`, `image`, `network` …
        package var kind: String
        /// Docker's word: `start`, `die`, `rename`, `health_status: healthy`, `tag` …
        package var action: String
        /// Full id of the container or image.
        package var id: String

        package init(kind: String, action: String, id: String) {
            self.kind = kind
            self.action = action
            self.id = id
        }
    }
}

/// Which engine something is on, or comes from.
package struct EngineID: Hashable, Sendable, CustomStringConvertible {
    /// ``Engine/endpoint``.
    package let description: String

    package init(_ endpoint: String) { description = endpoint }

    /// Docker's own choice.
    package static let local = EngineID("local")
}

extension Engine {
    package var id: EngineID { EngineID(endpoint) }
}
