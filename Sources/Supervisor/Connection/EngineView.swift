import Engine
import Families
import FoundationEssentials

/// What is known of one engine, and what is selected there.
package struct EngineView: Equatable, Sendable {
    /// `local`, `ssh://ops@web1`, `demo`.
    package let endpoint: String
    package var version: EngineVersion?
    package var connection = Connection.connecting
    var fleet = Fleet(Snapshot())
    package var listing = Listing.families
    /// Narrows the families, and the containers, or the flat list.
    package var familyFilter: Filter?
    package var containerFilter: Filter?
    /// What is under way elsewhere or was interrupted.
    package var interruptions: [FamilyName: Interrupted] = [:]
    /// When ``families`` was read; ages count from here, so that they change only with it.
    package var readAt: Date?
    package var details: [String: ContainerDetails] = [:]
    /// Ids of containers whose details may be different by now.
    package var outdatedDetails: Set<String> = []
    /// Those that are not.
    package var currentDetails: [String: ContainerDetails] { details.filter { !outdatedDetails.contains($0.key) } }
    /// By identity, never by row: a new order must not move it.
    package var selectedFamily: FamilyName?
    /// The container selected in each family, by id.
    package var selectedContainers: [FamilyName: String] = [:]
    /// The container selected in the flat list, by id.
    package var selectedRow: String?
    var loops = RestartLoops()
    package var isReading = false
    /// For how many seconds it has not answered a look; 0 as long as it is quick.
    package var silentSeconds = 0
    /// Something happened while it was read: read once more.
    package var isStale = false
    package var isListening = false
    /// Between two polls the engine is asked for its events once: a stream that ends at once must not keep us busy.
    package var isListenDue = true

    package init(endpoint: String) { self.endpoint = endpoint }

    package enum Listing: Hashable, Sendable {
        case families
        /// All containers in one list, those of no family too.
        case all
    }
}

// MARK: What there is

extension EngineView {
    /// By name.
    package var families: [Family] { fleet.families }
    /// Every container there is, by name.
    package var rows: [Row] { fleet.rows }
    /// How many containers there are, foreign ones included.
    package var containerCount: Int { fleet.containerCount }
    package var runningCount: Int { fleet.runningCount }
}

// MARK: What keys act on

extension EngineView {
    /// The selected one; in the flat list the one of the selected container.
    package var family: Family? {
        let name = listing == .families ? selectedFamily : row?.family
        return name.flatMap { fleet.family($0) }
    }

    /// The selected one of the family.
    package var container: Member? {
        guard let family else { return nil }
        let chosen = chosenContainer(of: family)
        if let chosen, let member = family.members.first(where: { $0.id == chosen }) { return member }
        let matching = family.members.filter { containerFilter?.matches($0.container) ?? true }
        return matching.first(where: \.container.state.isActive) ?? matching.first
    }

    /// The selected one of the flat list.
    package var row: Row? {
        guard listing == .all else { return nil }
        return selectedRow.flatMap { fleet.row($0) }
    }

    /// Whatever container is selected, also one of no family.
    package var anyContainer: Container? { listing == .all ? row?.container : container?.container }

    private func chosenContainer(of family: Family) -> String? {
        listing == .all ? selectedRow : selectedContainers[family.name]
    }
}

// MARK: What lists show

extension EngineView {
    /// Those that the filter lets through, and the selected one: what keys act on is in sight.
    package var shownFamilies: [Family] {
        guard let familyFilter else { return families }
        return families.filter { $0.name == selectedFamily || familyFilter.matches($0) }
    }

    /// Of the selected family.
    package var shownMembers: [Member] {
        guard let family else { return [] }
        guard let containerFilter else { return family.members }
        let selected = container?.id
        return family.members.filter { $0.id == selected || containerFilter.matches($0.container) }
    }

    package var shownRows: [Row] {
        guard let containerFilter else { return rows }
        return rows.filter { $0.id == selectedRow || containerFilter.matches($0) }
    }
}

/// Whether the engine answers.
package enum Connection: Equatable, Sendable {
    case connecting
    case live
    /// What is shown is the last that was known.
    case lost(EngineError, since: Date)
}
