import TestSupport
import Testing

/// The names that records have are taken by containers that are none, or that this version cannot read.
@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct DamagedRecordTests {
    static let changing = ["start web :new", "rollback web", "undo web", "stable mark web"]

    @Test(arguments: ["dcv_web_op", "dcv_web_next"])
    func `a foreign container with such a name is named, with the way out, and stop works`(name: String) async throws {
        try await withBench { web in
            let start = try await Scene.rollback.opened(on: web)
            try await web.ask("create", "--name", name, "--label", "dockervisor.test=\(web.id)", "web:latest", "-")
            for line in name == "dcv_web_op" ? Self.changing : ["start web :new"] {
                let ending = try await web.with(nil).dockervisor(line)
                #expect(ending.exitCode == 1, "\(line): \(ending)")
                #expect(ending.errors.contains(name), "\(line): \(ending.errors)")
                #expect(ending.errors.contains("docker rename \(name) NEWNAME"), "\(line): \(ending.errors)")
                #expect(web.calls.count < 10, "\(line): \(web.calls)")
            }
            #expect(try await web.standing().active == start.active)
            try await web.done("stop web")
            #expect(try await web.standing().active == nil)
            try await web.ask("rename", name, "moved_web")
            try await web.done("rollback web")
            #expect(try await web.answer() == "one")
        }
    }

    @Test func `a record without its labels is named, and can be taken over`() async throws {
        try await withBench { web in
            let start = try await Scene.rollback.opened(on: web)
            try await web.create(label: "dockervisor.family=web")
            for line in Self.changing + ["recover web"] {
                let ending = try await web.with(nil).dockervisor(line)
                #expect(ending.exitCode == 1, "\(line): \(ending)")
                #expect(ending.errors.contains("dcv_web_op"), "\(line): \(ending.errors)")
                #expect(ending.errors.contains("--take-over"), "\(line): \(ending.errors)")
            }
            #expect(try await web.dockervisor("doctor web").output.contains("--take-over"))
            try await web.done("recover web --take-over")
            try await Scene.rollback.prove(web, is: Scene.rollback.before, since: start, "taken over")
            try await web.create(label: "dockervisor.family=web")
            try await web.done("rollback web --take-over")
            try await Scene.rollback.prove(web, is: Scene.rollback.after, since: start, "taken over by a rollback")
            try await web.create(label: "dockervisor.family=web")
            try await web.done("stop web")
            #expect(try await web.standing().active == nil)
        }
    }

    @Test func `a record of a newer version is named and never guessed at, and stop leaves it alone`() async throws {
        try await withBench { web in
            let start = try await Scene.rollback.opened(on: web)
            let labels = ["dockervisor.op=backup", "dockervisor.op.words=backup web", "dockervisor.op.by=ann@far"]
            try await web.create(label: ["dockervisor.family=web"] + labels)
            for line in Self.changing + ["recover web", "rollback web --take-over", "recover web --take-over"] {
                let ending = try await web.with(nil).dockervisor(line)
                #expect([1, 75].contains(ending.exitCode), "\(line): \(ending)")
                #expect(ending.errors.contains("backup web"), "\(line): \(ending.errors)")
                #expect(ending.errors.contains("newer"), "\(line): \(ending.errors)")
            }
            #expect(try await web.standing().active == start.active)
            try await web.done("stop web")
            let now = try await web.standing()
            #expect(now.active == nil)
            #expect(now.places.contains { $0.name == "dcv_web_op" })
        }
    }
}

extension Bench {
    fileprivate func create(label labels: String...) async throws { try await create(label: labels) }

    fileprivate func create(label labels: [String]) async throws {
        try await ask(
            ["create", "--name", "dcv_web_op"] + (labels + ["dockervisor.test=\(id)"]).flatMap { ["--label", $0] }
                + ["web:latest", "-"])
    }
}
