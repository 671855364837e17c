import Engine
import Families

/// A build or a switch of one family: how far it is, or how it ended.
package enum Work: Equatable, Sendable {
    case switching(Switching)
    case building(Building)

    package var isUnderWay: Bool {
        switch self {
        case .switching(let work): work.outcome == nil
        case .building(let work): work.ending == nil
        }
    }

    var isBuild: Bool { if case .building = self { true } else { false } }

    /// A second more.
    mutating func tick() {
        switch self {
        case .switching(var work):
            work.seconds += 1
            self = .switching(work)
        case .building(var work):
            work.seconds += 1
            self = .building(work)
        }
    }

    package var words: String {
        switch self {
        case .switching(let work): work.plan.operation.words
        case .building(let work): "build \(work.order.family)"
        }
    }

    /// And how far the probation is, which everybody waits for.
    package var statusWords: String {
        guard case .switching(let work) = self, let watch = work.watch else { return words }
        return "\(words) (\(watch.goodWords))"
    }

    /// The container whose log tells why it failed.
    var blamed: String? {
        guard case .switching(let work) = self else { return nil }
        return switch work.outcome {
        case .undone(let failure), .needsPerson(let failure): failure.blamed
        case nil, .done, .alreadySo: nil
        }
    }

    package struct Switching: Equatable, Sendable {
        /// The one that is carried out now: what was interrupted is recovered first.
        package private(set) var plan: Plan
        package var lines: [StepLine]
        /// What people should know about how it went.
        package var remarks: [String] = []
        package var outcome: Outcome?
        /// How long the step under way takes so far.
        package var seconds = 0
        /// How the one that was started does on probation.
        package var watch: ProbationReport?
        /// Somebody does not want to wait for the end of the probation.
        package var isGivenUp = false

        /// Whether the new one serves and has not proved itself yet.
        package var isOnProbation: Bool { outcome == nil && watch != nil }

        /// Whether the key of the rollback gives the new one up.
        package var mayBeGivenUp: Bool { isOnProbation && !isGivenUp && plan.mayBeGivenUp }

        package init(plan: Plan) {
            self.plan = plan
            lines = plan.steps.map { StepLine(words: $0.call.words, stage: .waiting) }
        }
    }

    package struct StepLine: Equatable, Sendable {
        package enum Stage: Equatable, Sendable { case waiting, underWay, done, failed, undone }

        package var words: String
        package var stage: Stage

        package init(words: String, stage: Stage) {
            self.words = words
            self.stage = stage
        }
    }

    package struct Building: Equatable, Sendable {
        package let order: BuildOrder
        /// The newest lines of docker's output, raw.
        package var lines: [String] = []
        package var droppedLines = 0
        package private(set) var progress = BuildProgress()
        package var ending: BuildEnding?
        /// How long it takes so far.
        package var seconds = 0

        package init(order: BuildOrder) { self.order = order }

        /// Keeps the newest 2,000 to 2,500 lines.
        mutating func append(_ new: [String]) {
            for line in new { progress.read(line) }
            lines += new
            guard lines.count > 2500 else { return }
            droppedLines += lines.count - 2000
            lines.removeFirst(lines.count - 2000)
        }
    }
}

package enum BuildEnding: Equatable, Sendable {
    case built(BuildResult)
    case failed(Refusal)
    case cancelled
}

extension Work.Switching {
    mutating func apply(_ progress: Progress) {
        if case .watched(let found) = progress {
            watch = found
            return
        }
        seconds = 0
        watch = nil
        switch progress {
        case .planned(let plan): follow(plan)
        case .waiting, .recovering, .watched: break
        case .began(let call): set(.underWay, of: call.words, from: .waiting)
        case .finished(let call): set(.done, of: call.words, from: .underWay)
        case .failed(let call, _): set(.failed, of: call.words, from: .underWay, or: .done)
        case .skipped(let call, let problem):
            set(.failed, of: call.words, from: .underWay)
            remarks.append("skipped: \(call.words) (\(problem))")
        case .undoing(let call): lines.append(.init(words: "revert: \(call.words)", stage: .underWay))
        case .remarked(let remark): remarks.append(remark)
        case .undone(let call): set(.undone, of: "revert: \(call.words)", from: .underWay)
        }
    }

    private mutating func follow(_ plan: Plan) {
        self.plan = plan
        lines = plan.steps.map { .init(words: $0.call.words, stage: .waiting) }
        isGivenUp = false
    }

    private mutating func set(
        _ stage: Work.StepLine.Stage, of words: String, from old: Work.StepLine.Stage,
        or other: Work.StepLine.Stage? = nil
    ) {
        let index = lines.firstIndex { $0.words == words && ($0.stage == old || $0.stage == other) }
        if let index { lines[index].stage = stage }
    }
}
