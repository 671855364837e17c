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

extension State {
    private var wantedLookup: Lookup? {
        let state = below
        guard leaving != .decided, !isTooSmall, !isFrozen, let family = state.engine.family else { return nil }
        switch state.shownLower {
        case .history: return .history(family.name)
        case .parameters: return .parameters(family.name)
        case .compare:
            let images = state.compared.map { [$0.left.imageID, $0.right.imageID] } ?? []
            let unknown = Set(images).subtracting(lookedUp.layers.keys).sorted()
            return unknown.isEmpty ? nil : .layers(unknown)
        case .details, .logs, .stats, .output: return nil
        }
    }

    /// Once for what is shown, and again after each look at the engine.
    mutating func lookupsWanted() -> [Effect] {
        guard let wanted = wantedLookup, wanted != lookedUp.asked || lookedUp.askedAt != engine.readAt else {
            if wantedLookup == nil { lookedUp.asked = nil }
            return []
        }
        lookedUp.asked = wanted
        lookedUp.askedAt = engine.readAt
        return [.inspector(.lookUp(wanted))]
    }

    /// The selected container, and the one it is compared with: the stable one; if it is that, who serves or the latest.
    package var compared: (left: Member, right: Member)? {
        guard let family = engine.family, let left = engine.container else { return nil }
        let others: [Member] = [family.stable, family.active.first, family.latest].compactMap(\.self) + family.members
        let chosen = family.members.first { $0.id != left.id && marks.contains(.container($0.id)) }
        return (chosen ?? others.first { $0.id != left.id }).map { (left, $0) }
    }
}
