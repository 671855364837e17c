import Engine
import FoundationEssentials

extension JournalEntry {
    init(_ outcome: Outcome, of plan: Plan, engine: String, by: String, from begin: Date, to end: Date) {
        let (word, problem): (String, String?) =
            switch outcome {
            case .done: ("done", nil)
            case .alreadySo: ("already so", nil)
            case .undone(let failure): (failure.isGivenUp ? "given up" : "taken back", failure.problem)
            case .needsPerson(let failure): ("needs a person", failure.undoProblem ?? failure.problem)
            }
        let made = plan.steps.lazy.compactMap { step in
            if case .create(let request) = step.call { request.labels[Label.parameters] } else { nil }
        }
        self.init(
            at: begin, by: by, engine: engine, family: plan.operation.family.text, what: plan.operation.words,
            from: plan.replaced.map(Name.init), to: plan.promoted.map { Name($0, in: outcome, of: plan) },
            outcome: word, problem: problem,
            seconds: (end.timeIntervalSince(begin) * 1000).rounded() / 1000,
            why: plan.terms.why.isEmpty ? nil : plan.terms.why, parameters: made.first)
    }
}

extension JournalEntry.Name {
    /// By the name that it has afterwards.
    fileprivate init(_ container: ContainerReference, in outcome: Outcome, of plan: Plan) {
        self.init(container)
        let family = plan.operation.family
        if case .done = outcome, name == family.candidateContainer { name = family.latestContainer }
    }
}
