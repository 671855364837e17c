import Engine
import Families
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#endif

/// Who calls, and from where.
enum Invocation {
    static var folder: DockerparamsFolder {
        DockerparamsFolder(
            environment: ProcessInfo.processInfo.environment, current: FileManager.default.currentDirectoryPath)
    }

    static func performer(on engine: any Engine) -> Operator {
        Operator(survey: Survey(engine: engine, folder: folder, by: by), journal: Journal(in: folder))
    }

    /// user@host, as it stands in labels.
    static var by: String {
        let user = environmentVariable("SUDO_USER") ?? userName ?? environmentVariable("USER")
        return "\(user ?? "uid\(getuid())")@\(ProcessInfo.processInfo.hostName)"
    }

    private static var userName: String? { getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } }
}

/// nil also where it is empty.
func environmentVariable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
}

/// A reader that went away (`| head`) must not end a switch half way.
func ignoreBrokenPipe() { signal(SIGPIPE) { _ in } }
