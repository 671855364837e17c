import TestSupport
import Testing

/// A recovery that cannot start the one that served.
@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct RecoveryFailureTests {
    @Test func `whose port somebody took, the record stays, and every later command says so once`() async throws {
        try await withBench { web in
            let start = try await web.killedBeforeStart()
            try await web.foreign(
                "taker_web", ["--publish", "\(web.port):1"], command: ["/bin/busybox", "sleep", "1000"])

            let ending = try await web.with(nil).dockervisor("recover web")
            #expect(ending.exitCode == 2, "\(ending)")
            for words in ["port", "dcv_web", "No container of web is running", "dockervisor recover web"] {
                #expect(ending.errors.contains(words), "\(ending.errors)")
            }
            #expect(try await web.ask("ps", "-aq", "--filter", "name=dcv_web_op") != "")
            #expect(try await web.standing().ids.isSuperset(of: start.ids))

            for line in ["start web :new", "rollback web", "undo web", "stable mark web"] {
                let counting = try web.with(nil)
                let later = try await counting.dockervisor(line)
                #expect(later.exitCode == 2, "\(line): \(later)")
                #expect(later.errors.contains("cannot recover the interrupted"), "\(line): \(later.errors)")
                #expect(counting.calls.count { $0.hasPrefix("start ") } < 25, "\(line)")
            }

            try await web.ask("rm", "--force", "taker_web")
            try await web.recover("the port is free")
            try await Scene.newOverCurrent.prove(
                web, is: Scene.newOverCurrent.before, since: start, "the port is free")
        }
    }

    @Test func `stop works all the same, and leaves nothing unfinished`() async throws {
        try await withBench { web in
            let start = try await web.killedBeforeStart()
            try await web.foreign(
                "taker_web", ["--publish", "\(web.port):1"], command: ["/bin/busybox", "sleep", "1000"])
            #expect(try await web.dockervisor("recover web").exitCode == 2)
            try await web.done("stop web")
            let now = try await web.standing()
            #expect(now.picture == "dcv_web exited no one")
            #expect(start.ids.isSubset(of: now.ids))
            try await web.ask("rm", "--force", "taker_web")
            try await web.done("start web :latest")
            #expect(try await web.answer() == "one")
        }
    }

    @Test func `a port that is still held for a moment is asked for again`() async throws {
        try await withBench { web in
            let start = try await web.killedBeforeStart()
            try await web.foreign(
                "taker_web", ["--publish", "\(web.port):1"], command: ["/bin/busybox", "sleep", "1000"])
            let releasing = try web.with(
                Fault(at: .first("start"), .deed("(sleep 1; \"$docker\" rm --force taker_web > /dev/null) &")))
            let ending = try await releasing.dockervisor("recover web")
            #expect(ending.exitCode == 0, "\(ending)")
            let promised = Scene.newOverCurrent.before
            try await Scene.newOverCurrent.prove(web, is: promised, since: start, "the port was released")
        }
    }
}

extension Bench {
    /// A family whose client was killed right before the start of a new container: nothing runs.
    fileprivate func killedBeforeStart() async throws -> Standing {
        let start = try await Scene.newOverCurrent.opened(on: self)
        let ending = try await with(Fault(at: .first("start"), .death)).dockervisor("start web :new")
        #expect(ending.exitCode == 137)
        return start
    }
}
