import FoundationEssentials
import TestSupport
import Testing

@Suite(.enabled(if: PrivateEngine.isForOne, "\(PrivateEngine.shared)"), .serialized, .timeLimit(.minutes(30)))
struct FullDiskTests {
    @Test(arguments: [
        ("start web :new", "the engine's disk is full ("), ("rollback web", "no space left on device"),
        ("stable mark web", "no space left on device"),
    ])
    func `on a full disk nothing is begun`(line: String, words: String) async throws {
        try await withBench { web in
            let start = try await Scene.rollback.opened(on: web)
            try await web.onFullDisk {
                let ending = try await web.dockervisor("\(line) --gate 0")
                #expect(ending.exitCode == 1)
                #expect(ending.errors.contains(words), "\(ending.errors)")
            }
            try await Scene.rollback.prove(web, is: Scene.rollback.before, since: start, "\(line) on a full disk")
            try await web.done("rollback web --gate 0")
        }
    }

    @Test func `on a full disk stop does its work, and says what could not be saved`() async throws {
        try await withBench { web in
            let start = try await Scene.rollback.opened(on: web)
            try await web.onFullDisk {
                let ending = try await web.dockervisor("stop web")
                #expect(ending.exitCode == 0, "\(ending)")
                #expect((ending.output + ending.errors).contains("continues without a lock"), "\(ending)")
                let doctor = try await web.dockervisor("doctor web")
                #expect(doctor.exitCode == 1)
                #expect(doctor.output.contains("disk is full"), "\(doctor)")
            }
            let now = try await web.standing()
            #expect(now.active == nil)
            #expect(now.ids == start.ids)
            try await web.done("rollback web --gate 0")
            #expect(try await web.answer() == "one")
        }
    }

    @Test func `on a full disk clean gives space back, without a record`() async throws {
        try await withBench { web in
            _ = try await Scene.rollback.opened(on: web)
            for _ in 1...2 { try await web.done("start web :new --gate 0") }
            let saved = try await web.ask("ps", "-aq", "--no-trunc", "--filter", "name=dcv_web_save_")
                .split(separator: "\n").map(String.init)
            #expect(saved.count == 2)
            let name = try await web.field("{{slice .Name 1}}", of: try #require(saved.last))
            try await web.onFullDisk {
                let ending = try await web.dockervisor("clean web \(name)")
                #expect(ending.exitCode == 0, "\(ending)")
                #expect((ending.output + ending.errors).contains("continues without a lock"), "\(ending)")
            }
            #expect(
                try await web.containers() == """
                    dcv_web running unless-stopped two
                    dcv_web_save_TIME exited no two
                    dcv_web_stable exited no one
                    """)
            #expect(try await web.answer() == "two")
        }
    }

    /// Docker cannot start anything then: neither the new one nor the old one.
    @Test(arguments: [Scene.newOverStable, .rollback])
    func `a disk that fills up in the middle of a switch loses nothing, and recover makes it good`(scene: Scene)
        async throws
    {
        try await withBench { web in
            let start = try await scene.opened(on: web)
            let filling = try web.with(Fault(at: .every("start"), .deed(Filler.fill)))
            let ending = try await web.freeingDisk { try await filling.dockervisor(scene.words(on: web)) }
            #expect(ending.exitCode == 2)
            #expect(ending.errors.contains("no space left on device"), "\(ending.errors)")
            #expect(ending.errors.contains("dockervisor recover web"), "\(ending.errors)")
            try await web.recover("the disk was full")
            let promised = scene.turn == .lock ? scene.after : scene.before
            try await scene.prove(web, is: promised, since: start, "the disk was full")
        }
    }
}

/// A file that takes all the room there is.
private enum Filler {
    static let path = (PrivateEngine.disk ?? "/nowhere") + "/filler"
    /// A line for a shell.
    static let fill = "dd if=/dev/zero of=\(path) bs=64k 2> /dev/null; cat /dev/zero >> \(path) 2> /dev/null || :"
}

extension Bench {
    fileprivate func onFullDisk(_ work: () async throws -> Void) async throws {
        try await freeingDisk {
            _ = try await Launch("sh", ["-c", Filler.fill]).run()
            try await work()
        }
    }

    fileprivate func freeingDisk<Result>(_ work: () async throws -> Result) async throws -> Result {
        defer { try? FileManager.default.removeItem(atPath: Filler.path) }
        return try await work()
    }
}
