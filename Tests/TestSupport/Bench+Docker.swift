import FoundationEssentials

extension Bench {
    /// What docker itself answers, without its line break at the end; throws if it fails.
    @discardableResult
    package func ask(_ arguments: [String]) async throws -> String {
        let environment = ["DOCKER_HOST": PrivateEngine.address, "DOCKER_CONTEXT": nil]
        let launch = Launch(PrivateEngine.docker, arguments.map(real), environment: environment)
        var ending = try await launch.run()
        // Docker 26.1 with containerd's image store: no image is listed while another test removes one.
        for _ in 1...5 where arguments[0] == "images" && ending.errors.contains("content digest") {
            ending = try await launch.run()
        }
        guard ending.exitCode == 0 else {
            throw Broken(description: "docker \(arguments.joined(separator: " ")): \(ending.errors)")
        }
        return told(String(ending.output.trimmingSuffix { $0 == "\n" }))
    }

    @discardableResult
    package func ask(_ arguments: String...) async throws -> String { try await ask(arguments) }

    /// Every container of the family as docker tells it, by name: state, restart policy and the version of its image.
    package func containers() async throws -> String {
        let ids = try await ask("ps", "-aq", "--filter", "label=dockervisor.family=web").split(separator: "\n")
        guard !ids.isEmpty else { return "" }
        let format =
            "{{slice .Name 1}} {{.State.Status}} {{.HostConfig.RestartPolicy.Name}} {{.Config.Labels.version}}"
        let lines = try await ask(["inspect", "--format", format] + ids.map(String.init)).split(separator: "\n")
        return lines.map { withoutTime(String($0)) }.sorted().joined(separator: "\n")
    }

    /// One field of a container, by a Go template.
    package func field(_ template: String, of container: String) async throws -> String {
        try await ask("inspect", "--format", template, container)
    }

    package func id(of container: String) async throws -> String { try await field("{{.Id}}", of: container) }

    /// The images that containers of the family need and that are gone.
    package func missingImages() async throws -> [String] {
        let ids = try await ask("ps", "-aq", "--filter", "label=dockervisor.family=web").split(separator: "\n")
        var missing = [String]()
        for id in ids {
            let image = try await field("{{.Image}}", of: String(id))
            if (try? await ask("image", "inspect", "--format", "ok", image)) == nil { missing.append(image) }
        }
        return missing
    }

    /// What the family's port answers on this machine, as soon as it answers.
    package func answer(_ path: String = "/", port: Int? = nil) async throws -> String {
        let address = "http://127.0.0.1:\(port ?? self.port)\(path)"
        return try await awaiting("an answer of \(address)") {
            try await Launch(PrivateEngine.busybox, ["wget", "-q", "-O", "-", address]).run()
        } until: {
            $0.exitCode == 0
        }.output
    }

    /// A container that dockervisor did not make.
    @discardableResult
    package func foreign(_ name: String, _ options: [String] = [], command: [String] = []) async throws -> String {
        try await ask(
            ["run", "--detach", "--init", "--name", name, "--label", "dockervisor.test=\(id)"] + options
                + ["web:latest"] + command)
    }

    /// `dcv_web_save_20261123T180556.127Z` as `dcv_web_save_TIME`.
    package func withoutTime(_ line: String) -> String {
        guard let start = line.firstRange(of: "_save_")?.upperBound else { return line }
        return line[..<start] + "TIME" + line[start...].drop { !"_ ".contains($0) }
    }
}

extension String {
    fileprivate func trimmingSuffix(while isPart: (Character) -> Bool) -> Substring {
        var text = self[...]
        while let last = text.last, isPart(last) { text.removeLast() }
        return text
    }
}
