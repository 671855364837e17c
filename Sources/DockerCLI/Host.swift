import Engine
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension DockerCLI {
    /// Only on this host: an engine behind ssh or tcp is not asked.
    package func listeners(on ports: [PublishedPort]) async -> [HostListener] {
        guard !ports.isEmpty, EnginePlace(connection: connection).isLocal else { return [] }
        let found = SocketTable().listening.map { entry in
            (entry.inode, HostListener(address: entry.address, port: entry.port, transport: entry.transport))
        }
        let blocking = found.filter { _, listener in ports.contains(where: listener.blocks) }
        guard !blocking.isEmpty else { return [] }
        let owners = SocketTable.owners(of: Set(blocking.map(\.0)))
        return blocking.map { inode, listener in
            var listener = listener
            listener.process = owners[inode]
            return listener
        }
    }

    /// Of the disk that has the engine's data root (`docker info`), as root counts it.
    package func freeBytes() async -> Int? {
        guard EnginePlace(connection: connection).isLocal else { return nil }
        let command = Command(title: "info", arguments: ["info", "--format", "{{.DockerRootDir}}"])
        guard let output = try? await output(of: command) else { return nil }
        let root = String(decoding: output, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
        var found = statvfs()
        guard !root.isEmpty, statvfs(root, &found) == 0 else { return nil }
        return Int(found.f_bfree) * Int(found.f_frsize)
    }
}

/// Where docker finds its engine, as far as that can be known without asking it.
///
/// By docker's own rules (docker 28, `docker context --help`): `--host`, `--context`, `DOCKER_HOST`, `DOCKER_CONTEXT`,
/// `currentContext` of its configuration; the context `default` is the local socket.
struct EnginePlace {
    /// As docker writes it: `unix:///var/run/docker.sock`, `ssh://ops@web1`; nil if it cannot be known.
    let host: String?

    var isLocal: Bool { host?.hasPrefix("unix://") ?? false }

    /// - Parameter connection: `--host` and `--context` as docker is given them.
    init(connection: [String], environment: [String: String] = ProcessInfo.processInfo.environment) {
        func option(_ name: String) -> String? {
            connection.firstIndex(of: name).flatMap { $0 + 1 < connection.count ? connection[$0 + 1] : nil }
        }
        func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let folder = variable("DOCKER_CONFIG") ?? (variable("HOME") ?? "") + "/.docker"
        if let host = option("--host") {
            self.host = host
        } else if let context = option("--context") {
            host = Self.host(ofContext: context, in: folder)
        } else if let host = variable("DOCKER_HOST") {
            self.host = host
        } else {
            let current = Self.read(Configuration.self, "\(folder)/config.json")?.currentContext
            host = Self.host(ofContext: variable("DOCKER_CONTEXT") ?? current ?? "default", in: folder)
        }
    }

    private static func host(ofContext name: String, in folder: String) -> String? {
        if name == "default" || name.isEmpty { return "unix:///var/run/docker.sock" }
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/contexts/meta")) ?? []
        let contexts = folders.lazy.compactMap { read(Context.self, "\(folder)/contexts/meta/\($0)/meta.json") }
        return contexts.first { $0.name == name }?.endpoints["docker"]?.host
    }

    private static func read<Value: Decodable>(_ type: Value.Type, _ path: String) -> Value? {
        FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder.docker.decode(type, from: $0) }
    }

    private struct Configuration: Decodable {
        var currentContext: String?
    }

    private struct Context: Decodable {
        struct Endpoint: Decodable {
            var host: String?
        }

        var name: String
        var endpoints: [String: Endpoint]
    }
}
