import Engine
import Families
import FoundationEssentials

/// What the shown tab has to ask for besides lists and details.
package enum Lookup: Hashable, Sendable {
    /// Builds, those without a tag included, and what was done from here.
    case history(FamilyName)
    /// What a new container would get.
    case parameters(FamilyName)
    /// Of images, by their ids.
    case layers([String])
}

/// What came of it; the newest answer only, but layers, which never change.
package struct LookedUp: Equatable, Sendable {
    package struct History: Equatable, Sendable {
        package var family: FamilyName
        package var builds: [Image]
        /// Oldest first.
        package var entries: [JournalEntry]

        package init(family: FamilyName, builds: [Image], entries: [JournalEntry]) {
            self.family = family
            self.builds = builds
            self.entries = entries
        }
    }

    package struct Parameters: Equatable, Sendable {
        package var family: FamilyName
        package var result: Result<EffectiveParameters, Refusal>

        package init(family: FamilyName, result: Result<EffectiveParameters, Refusal>) {
            self.family = family
            self.result = result
        }
    }

    package var history: History?
    package var parameters: Parameters?
    package var layers: [String: [ImageLayer]] = [:]
    /// What was asked for last, and when the engine had been looked at then.
    var asked: Lookup?
    var askedAt: Date?

    package init() {}
}

extension Inspector {
    /// Once for what is shown, and again after each look at the engine.
    mutating func lookUp(_ wanted: Lookup?, at time: Date?) -> [InspectorEffect] {
        guard let wanted else {
            lookedUp.asked = nil
            return []
        }
        guard wanted != lookedUp.asked || lookedUp.askedAt != time else { return [] }
        lookedUp.asked = wanted
        lookedUp.askedAt = time
        return [.lookUp(wanted)]
    }
}
