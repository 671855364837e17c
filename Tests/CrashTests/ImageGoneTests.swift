import TestSupport
import Testing

/// On newer engines a build deletes images of containers, and anybody can: what is promised holds all the same.
@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct ImageGoneTests {
    /// What somebody does between every two steps.
    enum Loss: String, CaseIterable, Sendable, CustomTestStringConvertible {
        /// A new version, with docker itself.
        case build = "a build"
        /// The same sources again.
        case sameBuild = "a build of unchanged sources"
        /// Also without dockervisor's own look at it before.
        case buildAnew = "a build without the cache"
        /// Of all images of the family's containers that can go, `docker rmi --force`.
        case removal = "docker rmi --force"
        /// What no container uses.
        case prune = "docker image prune --all"

        var testDescription: String { rawValue }

        /// Podman removes the containers with an image that is removed by force: that is another loss.
        private static let possible = allCases.filter { loss in
            (loss != .removal || PrivateEngine.kind != .podman)
                && (!PrivateEngine.isBrief || [.build, .removal].contains(loss))
        }

        /// All of them with the usual docker command line, builds with every other one and its builders.
        static let byDocker = PrivateEngine.dockers.flatMap { docker in
            possible.filter { docker == PrivateEngine.docker || [.build, .sameBuild].contains($0) }.map { ($0, docker) }
        }
    }

    @Test(arguments: Loss.byDocker)
    func `between every two steps of everything images are lost, and the promised container runs`(
        loss: Loss, docker: String
    ) async throws {
        try await withBench(docker: docker) { web in
            let walk = Walk(web: web, loss: loss)
            try await walk.toTheEnd()
        }
    }

    @Test(
        arguments: [
            Scene.firstStart, .newOverCurrent, .newOverStable, .rollback, .markReplacing, .undo, .stop, .cannotStart,
        ].filter(\.isChosen))
    func `killed before any of its calls, and then somebody builds: an operation is recovered`(
        scene: Scene
    ) async throws {
        try await withBench { web in
            let start = try await scene.opened(on: web)
            var number = 1
            while true {
                let struck = try web.with(Fault(at: .change(number), .death))
                let ending = try await struck.dockervisor(scene.words(on: web))
                guard let call = web.struckCall else {
                    try await scene.proveEnding(ending, on: web, since: start, isBuilt: true)
                    break
                }
                let when: Comment = "killed at call \(number), \(call), after \(web.changes), then a build"
                noteCrash(when)
                let promised = scene.promised(afterKillAt: web.changes)
                try await web.buildByHand(version: "other")
                try await web.recover(gate: scene.gate, when)
                let now = try await scene.prove(web, is: promised, since: start, isBuilt: true, when)
                try await web.restore(start, from: now)
                try await web.buildLast()
                number += 1
            }
            #expect(number > 3, "it made too few calls")
        }
    }

    /// Older versions gave images no reference of their own.
    @Test(arguments: PrivateEngine.dockers)
    func `a family that an older version left is taken over by itself`(docker: String) async throws {
        try await withBench(docker: docker) { web in
            try await web.startNewOverStable()
            let stable = try await web.id(of: "dcv_web_stable")
            try await web.loseOwnReferences()
            try await web.build(version: "three")
            #expect(try await web.standing().places.count == 2)
            #expect(try await web.missingImages() == [])
            try await web.buildByHand(version: "four")
            try await web.done("rollback web")
            #expect(try await web.id(of: "dcv_web_stable") == stable)
            #expect(try await web.answer() == "one")
            #expect(try await web.missingImages() == [])
            #expect(try await web.standing().orphans == [])
        }
    }

    @Test(arguments: PrivateEngine.dockers)
    func `what cannot be done any more is said, and what can be is done`(docker: String) async throws {
        try await withBench(docker: docker) { web in
            try await web.startNewOverStable()
            try await web.done("rollback web")
            let stable = try await web.id(of: "dcv_web_stable")
            for image in try await web.memberImages() { try await web.removeByForce(image) }
            let gone = try await web.missingImages()
            let said = try await web.dockervisor("doctor web")
            #expect(said.output.contains(" removed; the container") == !gone.isEmpty)
            #expect(said.exitCode == (gone.isEmpty ? 0 : 1))
            let new = try await web.dockervisor("start web :new")
            let hasLatest = (try? await web.ask("image", "inspect", "web:latest")) != nil
            #expect(new.exitCode == (hasLatest ? 0 : 1))
            if !hasLatest { #expect(new.errors.contains("no such image: web:latest")) }
            try await web.done("rollback web")
            #expect(try await web.id(of: "dcv_web_stable") == stable)
            #expect(try await web.answer() == "one")
        }
    }
}

/// Everything that the command line offers, step by step; after each one images are lost.
private struct Walk {
    let web: Bench
    let loss: ImageGoneTests.Loss

    func toTheEnd() async throws {
        try await web.build(version: "one")
        let one = try await step("start web :new", serves: "one")
        try await web.ask("exec", "dcv_web", "/bin/busybox", "sh", "-c", "printf kept > /var/data/note")
        try await step("stable mark web --gate 0", serves: "one", by: one)
        try await web.build(version: "two")
        let two = try await step("start web :new", serves: "two")
        try await step("rollback web", serves: "one", by: one)
        try await step("undo web", serves: "two", by: two)
        try await step("stop web", serves: nil)
        try await step("start web :stable", serves: "one", by: one)
        try await step("start web :latest", serves: "two", by: two)
        try await step("start dcv_web_stable", serves: "one", by: one)
        try await step("start dcv_web", serves: "two", by: two)
        try await step("stable mark web --gate 0", serves: "two", by: two)
        try await web.build(version: "three")
        let three = try await step("start web :new", serves: "three")
        try await step("recover web", serves: "three", by: three)
        try await step("doctor web --fix", serves: "three", by: three)
        try await step("list web", serves: "three", by: three)
        try await step("history web", serves: "three", by: three)
        try await step("rollback web", serves: "two", by: two)
        try await web.done("clean web " + saved())
        try await step("list web", serves: "two", by: two)
        #expect(try await web.standing().orphans == [])
        #expect(try await web.ask("ps", "-aq", "--no-trunc", "--filter", "id=\(one)").isEmpty)
    }

    private func saved() async throws -> String {
        try await web.ask("ps", "-a", "--format", "{{.Names}}", "--filter", "name=dcv_web_save_")
    }

    /// Does it, looks who serves, lets images be lost, and looks again.
    ///
    /// - Returns: the id of who serves.
    @discardableResult
    private func step(_ line: String, serves version: String?, by id: String? = nil) async throws -> String {
        let ending = try await web.dockervisor(line)
        let isDoctor = line.hasPrefix("doctor") && ending.output.contains(" removed; the container")
        #expect(ending.exitCode == (isDoctor ? 1 : 0), "\(line): \(ending.errors)")
        let active = try await look(line, version, id)
        try await lose()
        return try await look("\(line), then \(loss.rawValue)", version, active)
    }

    private func look(_ when: String, _ version: String?, _ id: String?) async throws -> String {
        let running = try await web.ask("ps", "-q", "--no-trunc", "--filter", "label=dockervisor.family=web")
        guard let version else {
            #expect(running == "", "\(when)")
            return running
        }
        #expect(id == nil || running == id, "\(when)")
        #expect(try await web.answer() == version, "\(when)")
        if id != nil { #expect(try await web.answer("/data/note") == "kept", "\(when)") }
        return running
    }

    private func lose() async throws {
        switch loss {
        case .build: try await web.buildByHand(version: "other")
        case .sameBuild: try await web.buildLast()
        case .buildAnew: try await web.buildByHand(version: "other", ["--no-cache"])
        case .removal: for image in try await web.memberImages() { try await web.removeByForce(image) }
        case .prune: try await web.ask("image", "prune", "-af", "--filter", "label=dockervisor.test=\(web.id)")
        }
    }
}

extension Bench {
    /// Full ids of the images of the family's containers.
    func memberImages() async throws -> [String] { Set(try await standing().places.map(\.image)).sorted() }

    /// Docker keeps the image of one that runs (classic store).
    func removeByForce(_ image: String) async throws {
        let references = try await ask(
            "images", "--no-trunc", "--format", "{{.ID}} {{.Repository}}:{{.Tag}}", "--filter",
            "label=dockervisor.test=\(id)"
        ).split(separator: "\n").filter { $0.hasPrefix(image) }.map { String($0.split(separator: " ")[1]) }
        for one in references.filter({ !$0.hasSuffix(":latest") }) + [image] {
            _ = try? await ask("rmi", "--force", one)
        }
    }

    /// As if an older version had made the family's containers.
    func loseOwnReferences() async throws {
        for reference in try await standing().references.keys where reference != "web:dcv-stable" {
            try await ask("tag", "web:latest", reference)
            try await ask("rmi", reference)
        }
    }
}
