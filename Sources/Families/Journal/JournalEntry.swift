import Engine
import FoundationEssentials

/// One operation as the journal keeps it. For reading only: nothing depends on it.
package struct JournalEntry: Hashable, Sendable, Codable {
    /// UTC to the millisecond.
    package var at: Date
    /// user@host
    package var by: String
    /// The engine's address, or `local`.
    package var engine: String
    package var family: String
    /// As it was typed: `start web :new`.
    package var what: String
    /// Who served before, or is marked; nil if nobody did.
    package var from: Name?
    /// Who is to serve.
    package var to: Name?
    /// `done`, `taken back`, `given up`, `needs a person`.
    package var outcome: String
    /// What failed; nil if nothing did.
    package var problem: String?
    package var seconds: Double
    /// The reason that was given; nil for none.
    package var why: String?
    /// The effective parameters of a container that was made, of `env` the names only; nil if none was made.
    package var parameters: String?

    package struct Name: Hashable, Sendable, Codable {
        package var name: String
        /// nil while it was not known.
        package var id: String?

        /// By the name that it has afterwards.
        init(_ container: ContainerReference, in outcome: Outcome, of plan: Plan) {
            self.init(container)
            let family = plan.operation.family
            if case .done = outcome, name == family.candidateContainer { name = family.latestContainer }
        }

        init(_ container: ContainerReference) {
            name = container.name
            if case .existing(let id, _) = container { self.id = id }
        }
    }
}

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
