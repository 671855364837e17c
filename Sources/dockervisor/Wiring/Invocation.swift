import Engine
import Families
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#endif

/// Who calls, and from where.
enum Invocation {
    static var folder: DockerparamsFolder {
        var environment = ProcessInfo.processInfo.environment
        if environmentVariable("HOME") == nil { environment["HOME"] = homeOfUser }
        return DockerparamsFolder(environment: environment, current: FileManager.default.currentDirectoryPath)
    }

    /// Said where nobody set `HOME`; nil otherwise.
    static var homeWords: String? {
        guard environmentVariable("HOME") == nil, environmentVariable("DOCKERVISOR_HOME") == nil else { return nil }
        return "HOME is not set; using \(folder.kept) for Dockerparams and the history"
    }

    /// As the system has it.
    private static var homeOfUser: String { getpwuid(getuid()).map { String(cString: $0.pointee.pw_dir) } ?? "/" }

    static func performer(on engine: any Engine) -> Operator {
        if let homeWords { Printing.errorLine("dockervisor: \(homeWords)") }
        return Operator(survey: Survey(engine: engine, folder: folder, by: by), journal: Journal(in: folder))
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

/// A reader that went away (`| head`), or a file that may not grow, must not end a switch half way.
func ignoreFailedWrites() {
    signal(SIGPIPE) { _ in }
    signal(SIGXFSZ) { _ in }
}
