import Engine
import FoundationEssentials

extension DockerCLI {
    /// One `docker stats` for all of them; see ``StatsMeter`` for what it prints.
    package func measure(
        containers: [String], samples: @escaping @Sendable ([StatsSample]) async -> Void
    ) async throws(EngineError) {
        guard !containers.isEmpty else { return }
        var command = Command(
            title: "stats",
            arguments: ["stats", "--no-trunc", "--format", rowTemplate(StatsRow.fields), "--"] + containers, limit: nil)
        command.isExpendable = true
        let meter = StatsMeter(count: containers.count)
        let ending = try await read(command) { outlet, bytes in
            switch outlet {
            case .errors: await meter.complain(bytes)
            case .output:
                let taken = await meter.samples(in: bytes, at: Date())
                if !taken.isEmpty, !Task.isCancelled { await samples(taken) }
            }
            return await !meter.isOver
        }
        guard ending.exitCode != 0 else { return }
        throw error(of: command, exitCode: ending.exitCode, words: await meter.complaint)
    }
}

/// Makes samples of what `docker stats` prints.
///
/// It prints a table every half second, also into a pipe, with escape sequences between that clear a screen, each table
/// once (20.10) or twice (28.2); the engine measures once a second. It never ends by itself. Of a stopped container it
/// prints zeros, of a removed one `--` for ever; also of one that podman (5.8), which measures every five seconds only,
/// has told nothing of for two seconds.
actor StatsMeter {
    private let count: Int
    private var splitter = LineSplitter()
    private var table: [StatsRow] = []
    private var lastTaken: Date?
    private var first: [String: (row: StatsRow, date: Date)] = [:]
    /// What docker itself had to say.
    private(set) var complaint = ""
    /// Since when there is nothing but `--`; nil: there is something.
    private var silentSince: Date?
    /// Whether all containers are removed.
    private(set) var isOver = false

    /// How long podman may have nothing to tell of containers that run.
    private static let patience: TimeInterval = 10

    /// - Parameter count: how many rows a table has.
    init(count: Int) {
        self.count = count
    }

    func complain(_ bytes: [UInt8]) {
        guard complaint.utf8.count < 4096 else { return }
        complaint += String(decoding: bytes.prefix(4096), as: UTF8.self)
    }

    /// One of each container that runs; none if the last ones are less than a second old.
    func samples(in bytes: [UInt8], at now: Date) -> [StatsSample] {
        var samples: [StatsSample] = []
        for row in splitter.lines(in: bytes).compactMap(StatsRow.init) {
            if table.contains(where: { $0.container == row.container }) { table = [] }
            table.append(row)
            guard table.count == count else { continue }
            silentSince = table.allSatisfy(\.isOfNothing) ? silentSince ?? now : nil
            if let silentSince, now.timeIntervalSince(silentSince) >= Self.patience { isOver = true }
            if isDue(at: now) { samples = table.compactMap { sample(of: $0, at: now) } }
        }
        return samples
    }

    /// A table is early or late by some milliseconds.
    private func isDue(at now: Date) -> Bool {
        if let lastTaken, (0..<0.75).contains(now.timeIntervalSince(lastTaken)) { return false }
        lastTaken = now
        return true
    }

    /// The first percentage of CPU is the average since the machine was started (the engine has nothing to compare
    /// with yet), and left out.
    private func sample(of row: StatsRow, at now: Date) -> StatsSample? {
        guard var sample = row.sample(at: now) else {
            if !row.isOfNothing { first[row.container] = nil }
            return nil
        }
        let begin = first[row.container] ?? (row, now)
        first[row.container] = begin
        let elapsed = now.timeIntervalSince(begin.date)
        if elapsed < 0.5 || (elapsed < 1.4 && row == begin.row) { sample.cpuPercent = nil }
        return sample
    }
}
