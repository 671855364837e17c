extension Bench {
    /// Writes a small web image: it answers with its version on ``port``, shows `/var/data` as `/data/`, and ends at
    /// once when it is told to.
    ///
    /// - Parameters:
    ///   - extra: further lines of the Dockerfile, before the command.
    ///   - command: what it runs instead of the web server.
    package func write(version: String, extra: String = "", command: [String]? = nil, to name: String = "Dockerfile")
        throws
    {
        if !sources.files.contains("busybox") { try sources.copy(PrivateEngine.busybox, to: "busybox") }
        try sources.write(version, to: "www/\(version).html")
        try sources.write(
            """
            FROM scratch
            LABEL dockervisor.test=\(id)
            COPY busybox /bin/busybox
            WORKDIR /www
            COPY www/\(version).html index.html
            LABEL version=\(version)
            EXPOSE \(port)
            VOLUME /var/data
            \(extra)
            CMD \(commandLine(command ?? ["/bin/busybox", "sh", "-c", serving]))
            """, to: name)
    }

    /// A POSIX shell's line that serves ``port``; if the bench is stubborn, SIGTERM is ignored.
    package var serving: String {
        "trap '\(isStubborn ? "" : "exit 0")' TERM; /bin/busybox ln -sfn /var/data /www/data; "
            + "/bin/busybox httpd -f -p \(port) -h /www & wait"
    }

    /// Writes `dcv-web` beside the sources.
    @discardableResult
    package func write(parameters: String) throws -> String {
        try sources.write(real(parameters), to: "dcv-\(web)")
    }

    /// The first version, built and serving.
    package func serve(version: String = "one") async throws {
        try write(version: version)
        try await done("build web .")
        try await done("start web :new")
    }

    /// A build with docker itself, which knows of no family.
    package func buildByHand(version: String, _ options: [String] = []) async throws {
        try write(version: version, to: "Dockerfile.\(version)")
        try await buildByHand(from: "Dockerfile.\(version)", options)
    }

    /// What was built last by dockervisor, again.
    package func buildLast() async throws { try await buildByHand(from: "Dockerfile", []) }

    private func buildByHand(from file: String, _ options: [String]) async throws {
        let words = ["build", "--tag", real("web:latest"), "--file", sources.path + "/" + file]
        let labels = ["--label", real("dockervisor.build.family=web")]
        let launch = Launch(docker, words + labels + options + [sources.path], environment: fullEnvironment)
        var ending = try await launch.run()
        if Self.lostTheWay.contains(where: ending.errors.contains) { ending = try await launch.run() }
        guard ending.exitCode == 0 else { throw Broken(description: "docker build: \(ending.errors)") }
    }

    private func commandLine(_ words: [String]) -> String {
        "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }
}
