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

    /// The outcome in words for people; the stored ones stay as they are.
    package var result: String {
        switch outcome {
        case "already so": "no change"
        case "given up": "aborted"
        case "taken back": "reverted"
        case "needs a person": "needs attention"
        default: outcome
        }
    }

    package struct Name: Hashable, Sendable, Codable {
        package var name: String
        /// nil while it was not known.
        package var id: String?

        init(_ container: ContainerReference) {
            name = container.name
            if case .existing(let id, _) = container { self.id = id }
        }
    }
}
