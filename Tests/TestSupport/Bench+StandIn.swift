extension Bench {
    /// The same bench with a docker that does something of its own first, and then what the real one does.
    ///
    /// - Parameter script: lines of a POSIX shell; `$1`… are docker's arguments, `$PPID` is dockervisor, `$notes` a folder
    ///   to write to (see ``notes``), `$docker` the real command line.
    package func withStandIn(_ script: String) throws -> Bench {
        var bench = self
        let head = "#!/bin/sh\nnotes='\(notes.path)'\ndocker='\(docker)'\n"
        bench.docker = try home.write(
            head + real(script) + "\nexec \"$docker\" \"$@\"\n", to: "docker", permissions: 0o755)
        return bench
    }

    /// Counts a stand-in's calls: one line each, the verb and its first word.
    package static let noting = "echo \"$*\" >> \"$notes/calls\"\n"

    /// The docker commands that were started, in order; of each all arguments.
    package var calls: [String] { (notes.text(of: "calls") ?? "").split(separator: "\n").map { told(String($0)) } }
}
