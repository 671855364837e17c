import FoundationEssentials
import TestSupport
import Testing

@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct BuildTests {
    @Test(arguments: [false, true])
    func `a build streams docker's output and says what is there now`(withBuildKit: Bool) async throws {
        guard let docker = try await withBuildKit ? PrivateEngine.dockerWithBuildKit : PrivateEngine.docker else {
            return
        }
        try await withBench(docker: docker) { bench in
            var web = bench
            web.environment["DOCKER_BUILDKIT"] = withBuildKit ? "1" : "0"
            try web.write(version: "one")
            let first = try await web.done("build web .")
            let id = try await web.shortIDOfBuild()
            #expect(first.contains(withBuildKit ? "exporting to image" : "COPY busybox /bin/busybox"))
            #expect(first.contains("Built web: \(id)\nNext: dockervisor start web :new\n"))
            #expect(try await web.done("build web .").contains("No change: web is still \(id)\n"))
            try web.write(version: "two")
            #expect(try await web.done("build web .").contains("Built web: "))
            #expect(try await web.shortIDOfBuild() != id)
        }
    }

    @Test(arguments: [false, true])
    func `a failing build ends with 1 and leaves the image before it`(withBuildKit: Bool) async throws {
        guard let docker = try await withBuildKit ? PrivateEngine.dockerWithBuildKit : PrivateEngine.docker else {
            return
        }
        try await withBench(docker: docker) { bench in
            var web = bench
            web.environment["DOCKER_BUILDKIT"] = withBuildKit ? "1" : "0"
            try web.write(version: "one")
            try await web.done("build web .")
            let id = try await web.shortIDOfBuild()
            try web.write(
                version: "two", extra: #"RUN ["/bin/busybox", "sh", "-c", "echo on my way; exit 7 # \#(web.id)"]"#)
            let ending = try await web.dockervisor("build web .")
            #expect(ending.exitCode == 1)
            #expect(ending.output.contains("on my way"))
            #expect(ending.errors.contains("7"), "\(ending.errors)")
            #expect(try await web.shortIDOfBuild() == id)
        }
    }

    @Test func `the Dockerfile is the one named, else the family's own, else Dockerfile`() async throws {
        try await withBench { web in
            try web.write(version: "plain")
            try await web.done("build web .")
            #expect(try await web.builtVersion() == "plain")
            try web.write(version: "own", to: "\(web.web)-Dockerfile")
            try await web.done("build web .")
            #expect(try await web.builtVersion() == "own")
            try web.write(version: "named", to: "other/File")
            try await web.done("build web . -f other/File")
            #expect(try await web.builtVersion() == "named")
            try await web.done("build web . --file Dockerfile")
            #expect(try await web.builtVersion() == "plain")
        }
    }

    @Test func `from another folder it is the last build's folder, its Dockerfile and its Dockerparams`() async throws {
        try await withBench { web in
            try web.write(version: "one", to: "other/File")
            try web.write(parameters: #"{"arguments": ["/bin/busybox", "sleep", "1000"]}"#)
            try await web.done("build web . -f other/File")
            try web.write(version: "two", to: "other/File")
            let output = try await web.done("build web", in: "/")
            #expect(output.contains("Building in \(web.sources.path), the build context of the last build"))
            #expect(try await web.builtVersion() == "two")
            try await web.done("start web :new", in: "/")
            #expect(try await web.field("{{json .Config.Cmd}}", of: "dcv_web").contains("sleep"))
        }
    }

    @Test func `a family that was never built has no folder to go to`() async throws {
        try await withBench { web in
            let ending = try await web.dockervisor("build web", in: "/")
            #expect(ending.exitCode == 1)
            #expect(ending.errors.contains("dockervisor build web PATH"))
        }
    }

    @Test(arguments: PrivateEngine.dockers)
    func `further options go to docker build as they are`(docker: String) async throws {
        try await withBench(docker: docker) { web in
            try web.write(version: "one", extra: "ARG WORD\nLABEL word=$WORD")
            try await web.done("build web . -- --build-arg WORD=hello --label extra=1")
            let format = "{{.Config.Labels.word}} {{.Config.Labels.extra}}"
            #expect(try await web.ask("image", "inspect", "--format", format, "web:latest") == "hello 1")
        }
    }

    @Test func `the Dockerparams are kept for their owner alone, with absolute paths`() async throws {
        try await withBench { web in
            try web.write(version: "one")
            try web.write(parameters: #"{"prod": {"volumes": {"./logs": "/logs:ro"}, "env": {"TOKEN": "s3"}}}"#)
            let output = try await web.done("build web .")
            #expect(output.contains("Copied the Dockerparams to \(web.home.path)/dcv/dcv-web"))
            #expect(try web.home.permissions(of: "dcv") == 0o700)
            #expect(try web.home.permissions(of: "dcv/dcv-\(web.web)") == 0o600)
            let kept = try #require(web.home.text(of: "dcv/dcv-\(web.web)"))
            let configurations = try JSONDecoder().decode([String: Kept].self, from: Data(kept.utf8))
            #expect(configurations["prod"]?.volumes == ["\(web.sources.path)/logs": "/logs:ro"])
            try await web.done("start web :new prod", in: "/")
            // Docker's command line puts them in no order.
            let binds = try await web.field("{{range .HostConfig.Binds}}{{.}} {{end}}", of: "dcv_web")
            #expect(
                binds.split(separator: " ").sorted()
                    == ["\(web.sources.path)/logs:/logs:ro", "web_var_data:/var/data"].sorted())
        }
    }

    private struct Kept: Decodable { var volumes: [String: String] }

    @Test func `a family with slashes and a registry's port works like any other`() async throws {
        try await withBench { web in
            try web.write(version: "one")
            let name = "registry:5000/team/web"
            try await web.done("build \(name) .")
            try await web.done("start \(name) :new")
            try await web.done("stable mark \(name)")
            #expect(try await web.done("stable show \(name)") == "dcv_registry.5000.team.web_stable\n")
            #expect(try await web.answer() == "one")
            #expect(
                try await web.field("{{range .Mounts}}{{.Name}}{{end}}", of: "dcv_registry.5000.team.web_stable")
                    == "registry.5000.team.web_var_data")
        }
    }
}

extension Bench {
    func builtVersion() async throws -> String {
        try await ask("image", "inspect", "--format", "{{.Config.Labels.version}}", "web:latest")
    }
}
