import TestSupport
import Testing

/// A client that is killed while docker does what it was asked for: that comes about all the same, only later.
@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct CallInFlightTests {
    @Test(arguments: [Scene.newOverCurrent, .rollback])
    func `killed with any of its calls in flight, an operation is recovered when docker has ended`(
        scene: Scene
    ) async throws {
        try await withBench { web in
            let start = try await scene.opened(on: web)
            var number = 1
            while true {
                let struck = try web.with(Fault(at: .change(number), .deathInFlight(seconds: 1)))
                let ending = try await struck.dockervisor(scene.words(on: web))
                guard let call = web.callInFlight else { break }
                let made = Calls(lines: web.changes.lines + [call])
                let when: Comment = "killed with call \(number) in flight: \(made)"
                #expect(ending.exitCode == 137, when)
                noteCrash(when)
                try await web.recover(when)
                // The removal of the record itself may come after: then nothing is left to recover.
                if made.lines.last?.hasPrefix("rm ") != true {
                    #expect(web.notes.files.contains("landed") || number == 1, "it was not waited for: \(when)")
                }
                try await web.awaitLanding()
                try await web.recover(when)
                let now = try await scene.prove(web, is: scene.promised(afterKillAt: made), since: start, when)
                try await web.restore(start, from: now)
                number += 1
            }
            #expect(number > 5, "it made too few calls")
        }
    }

    @Test func `a stop waits for it as well, and nothing runs afterwards`() async throws {
        try await withBench { web in
            _ = try await Scene.newOverCurrent.opened(on: web)
            let struck = try web.with(Fault(at: .first("start"), .deathInFlight(seconds: 1)))
            #expect(try await struck.dockervisor("start web :new").exitCode == 137)
            let ending = try await web.dockervisor("stop web")
            #expect(ending.exitCode == 0, "\(ending)")
            let waiting = "waiting for a docker command that the interrupted start web :new"
            #expect("\(ending)".contains(waiting), "\(ending)")
            try await web.awaitLanding()
            #expect(try await !web.containers().contains(" running "))
        }
    }

    @Test func `a docker that hangs is ended after ten seconds, and its call is never made`() async throws {
        try await withBench { web in
            let start = try await Scene.newOverCurrent.opened(on: web)
            let struck = try web.with(Fault(at: .first("start"), .deathInFlight(seconds: 600)))
            #expect(try await struck.dockervisor("start web :new").exitCode == 137)
            let ending = try await web.dockervisor("recover web")
            #expect(ending.exitCode == 0, "\(ending)")
            #expect("\(ending)".contains("it was still running after 10 seconds"), "\(ending)")
            try await Scene.newOverCurrent.prove(
                web, is: Scene.newOverCurrent.before, since: start, "docker was ended")
        }
    }
}

extension Bench {
    /// The call that was on its way when the client was killed, with its arguments.
    fileprivate var callInFlight: String? {
        notes.text(of: "struck").map { told(String($0.prefix { !$0.isNewline })) }
    }

    fileprivate func awaitLanding() async throws {
        try await awaiting("the call in flight") {
            notes.files
        } until: {
            $0.contains("landed")
        }
    }
}
