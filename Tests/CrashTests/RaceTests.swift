import TestSupport
import Testing

/// Several people, each at a client of their own, act on one family at the same time.
@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct RaceTests {
    /// All three have made their plans on the same state, and ask for the lock in the same instant; the winner goes on
    /// when the others have heard who it is.
    @Test(arguments: PrivateEngine.dockers)
    func `of three that reach for the lock at once, one wins and does it, and the others are told who it is`(
        docker: String
    ) async throws {
        try await withBench(docker: docker) { web in
            try await web.startNewOverStable()
            for round in 1...20 {
                let start = try await web.standing()
                let choices = try await web.choices
                let lines = (0..<3).map { choices[(round + $0 * (1 + round % 2)) % choices.count] }
                let endings = try await web.meetAtTheLock(lines)
                let when: Comment = "round \(round): \(lines) \(endings)"
                let winner = try #require(endings.firstIndex { $0.exitCode == 0 }, when)
                #expect(endings.map(\.exitCode).sorted() == [0, 75, 75], when)
                for loser in endings where loser.exitCode == 75 {
                    #expect(loser.errors.contains(lines[winner]), when)
                    #expect(loser.errors.contains("--wait"), when)
                }
                try await web.expectDone(lines[winner], since: start, when)
            }
        }
    }

    /// Whoever comes a moment later finds another state: then it can be so already, be refused, or be done as well.
    @Test func `of three at about the same time at least one does it, and none breaks another's work`() async throws {
        try await withBench { web in
            try await web.startNewOverStable()
            for round in 1...20 {
                let start = try await web.standing()
                let choices = try await web.choices
                let lines = (0..<3).map { choices[(round + $0) % choices.count] }
                let endings = try await web.atOnce(lines)
                let when: Comment = "round \(round): \(lines) \(endings)"
                #expect(endings.allSatisfy { [0, 1, 75].contains($0.exitCode) }, when)
                #expect(endings.contains { $0.exitCode == 0 }, when)
                try await web.expectNoDamage(since: start, when)
            }
        }
    }

    @Test func `whoever waits for the lock gets its turn`() async throws {
        try await withBench { web in
            try await web.startNewOverStable()
            let start = try await web.standing()
            let endings = try await web.meetAtTheLock(
                ["rollback web", "start web :new", "start web :new"].map { $0 + " --wait=120" }, isWinnerHeld: false)
            #expect(endings.map(\.exitCode) == [0, 0, 0], "\(endings)")
            try await web.expectNoDamage(since: start, "all three in turn")
        }
    }
}

extension Bench {
    /// What can be done now, and is not so already.
    fileprivate var choices: [String] {
        get async throws {
            let picture = try await containers()
            var choices = ["start web :new"]
            if !picture.contains("dcv_web_stable running") { choices.append("rollback web") }
            if picture.contains("dcv_web exited") { choices.append("start web :latest") }
            if picture.contains(" running ") { choices.append("stop web") }
            if picture.contains("dcv_web running") { choices.append("stable mark web") }
            return choices
        }
    }

    fileprivate func atOnce(_ lines: [String]) async throws -> [Launch.Ending] {
        try await withThrowingTaskGroup(of: (Int, Launch.Ending).self) { group in
            for (index, line) in lines.enumerated() {
                group.addTask {
                    let words = line.split(separator: " ").map(String.init) + ["--gate", "0"]
                    return (index, told(try await launch(words).run()))
                }
            }
            var endings = [(Int, Launch.Ending)]()
            for try await ending in group {
                endings.append(ending)
                if endings.count == lines.count - 1 { try notes.write("", to: "heard") }
            }
            return endings.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// The clients wait for each other right before they ask for the lock.
    fileprivate func meetAtTheLock(_ lines: [String], isWinnerHeld: Bool = true) async throws -> [Launch.Ending] {
        for file in notes.files { try notes.remove(file) }
        let meeting = try withStandIn(
            """
            case "$*" in create\\ *" --name dcv_web_op "*)
                : > "$notes/here.$PPID"
                patience=2000
                until [ "$(ls "$notes" | grep -c here)" = \(lines.count) ] || [ $patience = 0 ]; do
                    patience=$((patience - 1)); sleep 0.01
                done
                "$docker" "$@" || exit
                until [ -e "$notes/heard" ] || ! \(isWinnerHeld) || [ $patience = 0 ]; do
                    patience=$((patience - 1)); sleep 0.01
                done
                exit 0
            esac
            """)
        return try await meeting.atOnce(lines)
    }

    /// What a line was to bring about, and that nothing else happened.
    fileprivate func expectDone(_ line: String, since: Standing, _ when: Comment) async throws {
        let picture = try await containers()
        let promised =
            switch line {
            case "rollback web", "stable mark web": "dcv_web_stable running unless-stopped"
            case "stop web": " exited no "
            default: "dcv_web running unless-stopped"
            }
        #expect(picture.contains(promised), when)
        #expect(picture.contains(" running ") == (line != "stop web"), when)
        try await expectNoDamage(since: since, when)
        let gained = try await standing().ids.count - since.ids.count
        #expect(gained == (line == "start web :new" ? 1 : 0), when)
    }

    /// A steady state in which nothing is lost.
    fileprivate func expectNoDamage(since: Standing, _ when: Comment) async throws {
        let now = try await standing()
        #expect(since.ids.subtracting(now.ids).isEmpty, when)
        #expect(now.places.filter(\.isRunning).count <= 1, when)
        #expect(now.places.allSatisfy { $0.policy == ($0.isRunning ? "unless-stopped" : "no") }, when)
        let names = now.places.map { told($0.name) }
        #expect(names.filter { $0 == "dcv_web_stable" }.count == 1, when)
        #expect(!names.contains { ["dcv_web_op", "dcv_web_next", "dcv_web_op_next"].contains($0) }, when)
        guard now.active != nil else { return }
        #expect(try await answer("/data/note") == "kept", when)
    }
}
