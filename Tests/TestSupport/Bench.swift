import FoundationEssentials
import Synchronization

/// One test's place of work: a family of its own on the private engine, with sources, a home and a port.
///
/// In the words that a test writes and reads, the family is called `web`; on the engine it has a name that no other test
/// has, put in and taken out again on the way. Everything made here goes when the test ends.
package struct Bench: Sendable {
    /// In every name and on every label of what this test makes.
    package let id: String
    /// The family's name on the engine.
    package let web: String
    /// Exposed by the image, and so published on the host.
    package let port: Int
    package let sources: TemporaryFolder
    /// `HOME`; Dockerparams are kept in `dcv` below it.
    package let home: TemporaryFolder
    /// Where a stand-in for docker writes.
    package let notes: TemporaryFolder
    /// What `DOCKERVISOR_DOCKER` says.
    package var docker: String
    /// Whether the containers of its images ignore SIGTERM.
    package var isStubborn = false
    /// On top of what every command gets; nil takes a variable away.
    package var environment: [String: String?] = [:]

    fileprivate init(docker: String) throws {
        id = UUID().uuidString.prefix(8).lowercased()
        web = "web\(id)"
        port = Bench.nextPort.add(1, ordering: .relaxed).newValue
        sources = try TemporaryFolder()
        home = try TemporaryFolder()
        notes = try TemporaryFolder()
        self.docker = docker
    }

    /// With what tests add to it below 32,768, where the ports begin that the kernel gives to connections.
    private static let nextPort = Atomic(Int.random(in: 10_000..<14_000))

    // MARK: Words

    /// With the family's real name.
    package func real(_ text: String) -> String { text.replacing("web", with: web) }

    /// With the family's name in this test.
    package func told(_ text: String) -> String { text.replacing(web, with: "web") }

    // MARK: Commands

    package var fullEnvironment: [String: String?] {
        let own: [String: String?] = [
            "DOCKER_HOST": PrivateEngine.address, "DOCKERVISOR_DOCKER": docker, "DOCKERVISOR_HOME": home.path + "/dcv",
            "HOME": home.path, "DOCKER_CONFIG": home.path + "/.docker", "DOCKER_CONTEXT": nil,
            "DOCKER_BUILDKIT": nil, "LANG": "C.UTF-8", "LC_ALL": nil, "NO_COLOR": nil,
        ]
        return own.merging(environment) { $1 }
    }

    package func launch(_ words: [String], in folder: String? = nil) -> Launch {
        Launch(
            PrivateEngine.dockervisor, withoutGate(words).map(real), environment: fullEnvironment,
            folder: folder ?? sources.path)
    }

    /// What is to pass a gate is looked at once, unless a test says otherwise: tests do not wait for time to pass.
    private func withoutGate(_ words: [String]) -> [String] {
        let isGated =
            ["start", "rollback", "undo", "stable", "recover"].contains(words.first) && words.last != "--help"
        guard isGated, words.prefix(2) != ["stable", "show"], !words.contains("--gate") else { return words }
        return words + ["--gate", "0"]
    }

    /// Runs dockervisor in the folder of the sources; whatever it does, never two containers of the family run afterwards.
    @discardableResult
    package func dockervisor(_ words: [String], in folder: String? = nil) async throws -> Launch.Ending {
        let ending = told(try await launch(words, in: folder).run())
        try await refuseTwoRunning(after: words.joined(separator: " "))
        return ending
    }

    /// The same for a line without blanks in its words.
    @discardableResult
    package func dockervisor(_ line: String, in folder: String? = nil) async throws -> Launch.Ending {
        try await dockervisor(line.split(separator: " ").map(String.init), in: folder)
    }

    /// Runs dockervisor and insists that it ends well; gives what it printed.
    @discardableResult
    package func done(_ line: String, in folder: String? = nil) async throws -> String {
        var ending = try await dockervisor(line, in: folder)
        if ["build ", "start "].contains(where: line.hasPrefix), Self.lostTheWay.contains(where: ending.errors.contains)
        {
            ending = try await dockervisor(line, in: folder)
        }
        guard ending.exitCode == 0 else {
            throw Broken(description: "dockervisor \(line): exit \(ending.exitCode)\n\(ending.errors)")
        }
        return ending.output
    }

    /// What the engine says when another test builds or removes images with the same layers that moment: the old builder
    /// (20.10; on the containerd image store 28.5), and a creation on the containerd image store (26.1). Done again it
    /// works.
    package static let lostTheWay = ["unable to find image", "lease does not exist", "content digest sha256:"]

    package func told(_ ending: Launch.Ending) -> Launch.Ending {
        Launch.Ending(exitCode: ending.exitCode, output: told(ending.output), errors: told(ending.errors))
    }

    private func refuseTwoRunning(after line: String) async throws {
        let running = try await ask("ps", "--filter", "label=dockervisor.family=web", "--format", "{{.Names}}")
        guard running.split(separator: "\n").count <= 1 else {
            throw Broken(description: "two run after dockervisor \(line): \(running)")
        }
    }

    // MARK: The end

    fileprivate func removeEverything() async {
        guard PrivateEngine.isThere else { return }
        for mine in ["label=dockervisor.test=\(id)", "label=dockervisor.family=web"] {
            await remove(["rm", "--force", "--volumes"], listedBy: ["ps", "-aq", "--filter", mine])
        }
        await remove(["volume", "rm", "--force"], listedBy: ["volume", "ls", "--quiet", "--filter", "name=\(id)"])
        await remove(["network", "rm"], listedBy: ["network", "ls", "--quiet", "--filter", "name=\(id)"])
        let images = ["images", "--all", "--quiet", "--no-trunc", "--filter", "label=dockervisor.test=\(id)"]
        await remove(["rmi", "--force"], listedBy: images)
    }

    /// Several times: what an interrupted build left is still used for a moment.
    private func remove(_ removal: [String], listedBy listing: [String]) async {
        for _ in 1...5 {
            guard let listed = try? await ask(listing), !listed.isEmpty else { return }
            _ = try? await ask(removal + Set(listed.split(separator: "\n").map(String.init)).sorted())
        }
    }
}

/// A step of a test did not do what every step must.
package struct Broken: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
}

/// Does the work on a bench of its own, and clears it away however the work ends.
package func withBench(
    docker: String = PrivateEngine.docker, _ work: (Bench) async throws -> Void
) async throws {
    let bench = try Bench(docker: docker)
    await Turnstile.shared.enter()
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await work(bench)) } catch { outcome = .failure(error) }
    // A task of its own: this one may have been cancelled.
    await Task { await bench.removeEverything() }.value
    await Turnstile.shared.leave()
    try outcome.get()
}
