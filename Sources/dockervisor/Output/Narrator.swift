import Engine
import Families

/// Tells how a plan goes: a line that lives on a terminal, plain lines in a pipe.
actor Narrator {
    private let clock = ContinuousClock()
    private let isTerminal: Bool
    private var began: ContinuousClock.Instant
    private var ticking: Task<Void, Never>?
    private var waitedFor: Interruption?
    private var watched: String?

    init(isTerminal: Bool = Printing.isTerminal) {
        self.isTerminal = isTerminal
        began = clock.now
    }

    func tell(_ progress: Progress) {
        switch progress {
        case .began(let call): begin(call.words)
        case .finished(let call): end("\(call.words)")
        case .failed(let call, let problem): end("\(call.words): failed: \(problem)")
        case .skipped(let call, let problem): end("skipped: \(call.words) (\(problem))")
        case .undoing(let call): begin("revert: \(call.words)")
        case .remarked(let remark):
            clear()
            Printing.line("Note: \(remark)")
        case .planned(let plan): for note in plan.notes { Printing.line("Note: \(note)") }
        case .waiting(let interruption): wait(for: interruption)
        case .recovering(let interruption): Printing.line("Recovering first: \(interruption.problem)")
        case .watched(let watch): show(watch)
        case .undone(let call): end("revert: \(call.words)")
        }
    }

    private func begin(_ words: String) {
        began = clock.now
        guard isTerminal else { return }
        draw("\(words)...")
        ticking = Task { [weak self] in
            while (try? await Task.sleep(for: .seconds(1))) != nil { await self?.tick(words) }
        }
    }

    /// Once, however long it takes.
    private func wait(for interruption: Interruption) {
        guard waitedFor != interruption else { return }
        waitedFor = interruption
        Printing.line("Waiting: \(interruption.problem)")
    }

    /// Live on a terminal; in a pipe that it serves, once.
    private func show(_ watch: ProbationReport) {
        if isTerminal { return draw("\(watch.container.name): \(watch.words)") }
        guard watched != watch.container.name else { return }
        watched = watch.container.name
        Printing.line("  \(watch.container.name) is running, on probation for \(watch.needed.components.seconds) s")
    }

    private func tick(_ words: String) {
        guard ticking?.isCancelled == false else { return }
        draw("\(words)... \((clock.now - began).components.seconds) s")
    }

    private func end(_ words: String) {
        ticking?.cancel()
        ticking = nil
        let elapsed = clock.now - began
        clear()
        Printing.line("  \(words)" + (elapsed > .milliseconds(50) ? " (\(seconds(elapsed)) s)" : ""))
    }

    /// The line that lives, where there is one.
    private func clear() { if isTerminal { Printing.raw("\r\u{1B}[K") } }

    private func draw(_ text: String) { Printing.raw("\r  \(text)\u{1B}[K") }
}
