import FoundationEssentials
import TestRandom
import TestSupport

/// Three families on one engine, to which random things happen, one after the other.
struct RandomHistory {
    private let benches: [Bench]
    private var random: SeededRandom
    private var ledgers: [Ledger]
    /// Where the engine keeps the file of each family's volume.
    private var notes: [String] = []
    private(set) var chronicle: Chronicle

    /// How many turns are played; about two minutes, unless somebody asks for more.
    static let count = PrivateEngine.randomOperations ?? 45

    init(on benches: [Bench], seed: Int) {
        self.benches = benches
        random = SeededRandom(seed: seed)
        ledgers = benches.map { _ in Ledger() }
        chronicle = Chronicle(seed: seed)
    }

    mutating func play() async throws {
        for family in benches.indices { try await open(family) }
        for number in 1...RandomHistory.count {
            let turn = RandomTurn(number: number, drawnFrom: &random)
            let played: PlayedTurn
            do { played = try await play(turn) } catch {
                chronicle.note(
                    "\(number) \(turn) could not be played; the engine's last words:\n\(PrivateEngine.lastWords)")
                throw error
            }
            chronicle.note(played)
            try await judge(played)
        }
        chronicle.sayCounts()
    }

    private mutating func open(_ family: Int) async throws {
        let bench = benches[family]
        let raw = #""raw": ["--stop-timeout", "1"]"#
        try bench.write(parameters: #"{"default": {\#(raw)}, "portless": {\#(raw), "ports": {}}}"#)
        try await begin(family)
        try await bench.inVolume("printf 'kept by \(family)' > /data/note")
        notes.append(try await bench.placeOfNote())
    }

    private mutating func begin(_ family: Int) async throws {
        let bench = benches[family]
        for operation in RandomTurn.opening(of: family) {
            if case .build(let version) = operation { try bench.write(version) }
            try await bench.done(operation.words(in: FamilySight(containers: [])).joined(separator: " "))
        }
        ledgers[family] = Ledger()
        ledgers[family].note(try await Sight(of: benches).families[family])
    }

    // MARK: One turn

    private mutating func play(_ turn: RandomTurn) async throws -> PlayedTurn {
        let bench = benches[turn.family]
        for file in bench.notes.files { try bench.notes.remove(file) }
        if turn.number % 2 == 0 { try await giveNameBack(in: turn.family) }
        if turn.hand?.moment == .before { try await bench.use(turn.hand, turn.number) }
        var played = PlayedTurn(turn, before: try await Sight(of: benches))
        try await bench.type(into: &played)
        if turn.trouble?.strikesEngine == true { try await bench.engineAnswers() }
        if turn.hand?.moment == .between {
            try await bench.use(turn.hand, turn.number)
            played.between = try await Sight(of: benches)
        }
        played.recovery = bench.told(try await bench.limited(["recover", "web", "--gate", "0"]).run())
        if case .killedInFlight = turn.trouble, played.hasStruck { try await land(&played, on: bench) }
        played.deeds = bench.deeds
        played.after = try await sight(after: played)
        if played.daemonWasKilled { try await bringBack(after: &played) }
        return played
    }

    /// A recovery waits for the call that was in flight, but for the record itself: that may come or go later.
    private func land(_ played: inout PlayedTurn, on bench: Bench) async throws {
        let isLate = !bench.notes.files.contains("landed")
        try await awaiting("the call in flight") {
            bench.notes.files
        } until: {
            $0.contains("landed")
        }
        guard isLate, let call = bench.struckCall, ["create", "rm", "import"].contains(call) else { return }
        played.recovery = bench.told(try await bench.limited(["recover", "web", "--gate", "0"]).run())
    }

    private func giveNameBack(in family: Int) async throws {
        guard let stable = ledgers[family].formerStable else { return }
        let hand = Hand(verb: .renameBack, aim: .any, pick: 0, moment: .before)
        try await benches[family].use(hand, 0, stable: stable)
    }

    /// After a start of the engine docker may take a moment to start its containers again.
    private func sight(after played: PlayedTurn) async throws -> Sight {
        guard played.engineWasDown, !played.daemonWasKilled else { return try await Sight(of: benches) }
        let back = try? await awaiting("what ran before", within: .seconds(10)) {
            try await Sight(of: benches)
        } until: { seen in
            zip(played.before.families, seen.families).allSatisfy { $0.active.isEmpty || !$1.active.isEmpty }
        }
        if let back { return back }
        return try await Sight(of: benches)
    }

    /// What docker does not start again, somebody does.
    private mutating func bringBack(after played: inout PlayedTurn) async throws {
        for family in benches.indices where family != played.turn.family {
            guard played.after.families[family].active.isEmpty,
                let lost = played.before.families[family].active.first
            else { continue }
            ledgers[family].isTouched = true
            _ = try? await benches[family].ask("start", lost.id)
        }
        played.after = try await Sight(of: benches)
    }

    // MARK: What must hold

    private mutating func judge(_ played: PlayedTurn) async throws {
        var played = played
        ledgers[played.turn.family].note(played.deeds)
        if played.daemonWasKilled { ledgers[played.turn.family].isTouched = true }
        if played.recovery?.exitCode == 2 { try await judgeUnrecovered(&played) }
        if case .squatter = played.turn.trouble { try await benches[played.turn.family].removeSquatter() }
        for family in benches.indices {
            let judgement = Judgement(of: family, in: played, ledger: ledgers[family])
            let more = try await policyProblems(of: family, in: played) + volumeProblems(of: family)
            let problems = judgement.problems + more
            if problems.isEmpty {
                try await settle(family, after: played)
            } else {
                let pictures = (played.before.families[family].picture, played.after.families[family].picture)
                chronicle.note(problems, in: played, family: family, pictures: pictures)
                try await startAnew(family)
            }
        }
    }

    /// Two that were started by hand are stopped before the next turn but one.
    private mutating func settle(_ family: Int, after played: PlayedTurn) async throws {
        let wasDoubled = ledgers[family].isDoubled
        ledgers[family].note(played.after.families[family])
        guard wasDoubled, ledgers[family].isDoubled, played.turn.family == family else { return }
        let stop = try await benches[family].limited(["stop", "web"]).run()
        let seen = try await Sight(of: benches).families[family]
        chronicle.note("    web\(family + 1) stop, since two run: exit \(stop.exitCode); \(seen.outcome)")
        ledgers[family].note(seen)
        ledgers[family].isTouched = true
        guard stop.exitCode != 0 || !seen.active.isEmpty else { return }
        chronicle.note(["stop did not stop both"], in: played, family: family, pictures: ("", seen.picture))
        try await startAnew(family)
    }

    private mutating func startAnew(_ family: Int) async throws {
        let bench = benches[family]
        let ids = try await bench.ask("ps", "-aq", "--filter", "label=dockervisor.family=web").split(separator: "\n")
        if !ids.isEmpty { try await bench.ask(["rm", "--force"] + ids.map(String.init)) }
        try await begin(family)
    }
}

// MARK: - Restart policies, volumes, recoveries that fail

extension RandomHistory {
    /// Where somebody used docker itself, or where a command said that it left something out, `doctor --fix` puts it right.
    private mutating func policyProblems(of family: Int, in played: PlayedTurn) async throws -> [String] {
        let seen = played.after.families[family]
        guard seen.active.count < 2, let wrong = seen.wrongPolicy else {
            if seen.active.count < 2 { ledgers[family].isTouched = false }
            return []
        }
        let isExcused = ledgers[family].isTouched || played.said.contains("skipped: ")
        guard isExcused else { return ["wrong restart policy: \(wrong.line)"] }
        let doctor = try await benches[family].limited(["doctor", "web", "--fix", "--gate", "0"]).run()
        let now = try await Sight(of: benches).families[family]
        guard let stillWrong = now.wrongPolicy else {
            ledgers[family].isTouched = false
            return now.active.map(\.id) == seen.active.map(\.id)
                ? [] : ["doctor --fix changed who runs:\n\(now.picture)"]
        }
        return ["wrong restart policy after doctor --fix: \(stillWrong.line)\n\(doctor.output)\(doctor.errors)"]
    }

    private func volumeProblems(of family: Int) -> [String] {
        let note = (try? Data(contentsOf: URL(filePath: notes[family]))).map { String(decoding: $0, as: UTF8.self) }
        return note == "kept by \(family)" ? [] : ["the file in the volume says '\(note ?? "nothing")'"]
    }

    /// A recovery may fail only if a container truly cannot run: then the record is there, and with the cause mended the
    /// next one succeeds.
    private mutating func judgeUnrecovered(_ played: inout PlayedTurn) async throws {
        let family = played.turn.family
        let bench = benches[family]
        let seen = played.after.families[family]
        let said = played.recovery.map { $0.output + $0.errors } ?? ""
        let isSquatted = try await bench.hasSquatter()
        let mortal = seen.members.first { $0.version?.isMortal == true && said.contains($0.name) }
        chronicle.note("    recovery failed: \(isSquatted ? "port taken" : mortal?.line ?? "for no reason"): \(said)")
        var problems = [String]()
        if seen.transient.isEmpty { problems.append("recover: exit code 2, and no record is left") }
        if !isSquatted && mortal == nil { problems.append("recover: exit code 2 for no reason") }
        try await bench.removeSquatter()
        if !isSquatted {
            let stop = try await bench.limited(["stop", "web"]).run()
            if stop.exitCode != 0 { problems.append("stop: exit code \(stop.exitCode): \(stop.errors)") }
        }
        let again = bench.told(try await bench.limited(["recover", "web", "--gate", "0"]).run())
        if again.exitCode != 0 { problems.append("recover again: exit code \(again.exitCode): \(again.errors)") }
        played.recovery = again
        played.after = try await Sight(of: benches)
        guard !problems.isEmpty else { return }
        chronicle.note(
            problems, in: played, family: family, pictures: (seen.picture, played.after.families[family].picture))
    }
}
