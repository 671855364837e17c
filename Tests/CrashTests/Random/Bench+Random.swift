import TestSupport

extension Bench {
    /// For how many seconds a command may take.
    private var limit: Int { 150 }

    /// A command that is killed when it takes too long, or after so many milliseconds.
    func limited(_ words: [String], milliseconds: Int? = nil) -> Launch {
        var launch = launch(words + ["--log", notes.path + "/log"])
        let seconds = milliseconds.map { Double($0) / 1000 } ?? Double(limit)
        launch.arguments = ["--signal=KILL", "\(seconds)", launch.executable] + launch.arguments
        launch.executable = "timeout"
        return launch
    }

    func write(_ version: Version) throws {
        var bench = self
        bench.isStubborn = version == .stubborn
        try bench.write(version: version.rawValue, command: version.command(serving: bench.serving))
    }

    // MARK: A turn's command

    /// Types it, with what goes wrong meanwhile.
    func type(into played: inout PlayedTurn) async throws {
        let turn = played.turn
        let family = played.before.families[turn.family]
        let struck = try with(fault(of: turn))
        let limit: Int? = if case .killedAfter(let milliseconds) = turn.effectiveTrouble { milliseconds } else { nil }
        let own = try words(turn.operation, turn, family)
        let others = try turn.companion.map { try words($0, turn, family) }
        played.lines = [own, others].compactMap { $0?.joined(separator: " ") }
        async let beside = run(others)
        let begin = ContinuousClock.now
        let ending = try await struck.limited(own, milliseconds: limit).run()
        played.endings = [ending] + (try await beside)
        played.endings = played.endings.map(told)
        if ContinuousClock.now - begin > .seconds(self.limit) { played.endings[0].exitCode = 124 }
        played.struck = limit == nil ? notes.text(of: "struck") : ending.exitCode == 137 ? "killed" : nil
        played.callsBefore = Calls(
            lines: Array(calls.prefix { $0 != played.struck.map { told(String($0.dropLast())) } }))
        played.log = told(notes.text(of: "log") ?? "")
    }

    private func run(_ words: [String]?) async throws -> [Launch.Ending] {
        guard let words else { return [] }
        return [try await limited(words).run()]
    }

    private func fault(of turn: RandomTurn) -> Fault? {
        if case .during(let call) = turn.hand?.moment, let hand = turn.hand {
            return Fault(at: .change(call), .deed(hand.script(number: turn.number)))
        }
        return turn.effectiveTrouble?.fault(on: self)
    }

    private func words(_ operation: RandomOperation, _ turn: RandomTurn, _ family: FamilySight) throws -> [String] {
        if case .build(let version) = operation { try write(version) }
        let gate = operation.hasGate ? ["--gate", "\(turn.gate)"] : []
        let isHanging = if case .hang = turn.effectiveTrouble { true } else { false }
        return operation.words(in: family) + gate + (isHanging ? ["--timeout", "2"] : [])
    }

    // MARK: Others

    /// Somebody uses docker itself now.
    func use(_ hand: Hand?, _ number: Int, stable: String? = nil) async throws {
        guard let hand else { return }
        let head = "notes='\(notes.path)'\ndocker='\(PrivateEngine.docker)'\n"
        let script = head + real(hand.script(number: number, stable: stable))
        let launch = Launch("/bin/sh", ["-c", script], environment: fullEnvironment)
        _ = try await launch.run()
    }

    /// What was done by hand in this turn.
    var deeds: [Deed] { (notes.text(of: "hands") ?? "").split(separator: "\n").compactMap(Deed.init) }

    func hasSquatter() async throws -> Bool {
        try await !ask("ps", "--quiet", "--filter", "name=squatter_web").isEmpty
    }

    func removeSquatter() async throws {
        guard try await !ask("ps", "--all", "--quiet", "--filter", "name=squatter_web").isEmpty else { return }
        try await ask("rm", "--force", "squatter_web")
    }

    /// Where the engine keeps the file in the volume.
    func placeOfNote() async throws -> String {
        real(try await ask("volume", "inspect", "--format", "{{.Mountpoint}}", "web_var_data")) + "/note"
    }
}

extension FamilySight {
    /// The first container whose restart policy is not as it should be.
    var wrongPolicy: SeenContainer? { members.first { $0.policy != ($0.isActive ? "unless-stopped" : "no") } }
}
