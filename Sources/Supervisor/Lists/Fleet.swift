import Engine
import Families

/// What one look at an engine found, ordered as lists show it.
///
/// Made where the look was: with thousands of containers it takes longer than a frame may.
package struct Fleet: Equatable, Sendable {
    /// By name.
    package private(set) var families: [Family]
    package let engine: EngineID
    /// Every container there is, by name.
    package private(set) var rows: [Row]
    /// How many containers there are, foreign ones included; records of operations are none.
    package let containerCount: Int
    package let runningCount: Int
    /// Where each family is, and the row of each container by its id: screens ask often.
    private var familyIndices: [FamilyName: Int]
    private let rowIndices: [String: Int]

    package init(_ snapshot: Snapshot) {
        engine = snapshot.engine
        families = snapshot.families
        rows = Row.all(of: snapshot, families: families)
        containerCount = snapshot.containers.count { $0.labels[Label.operation] == nil }
        runningCount = snapshot.containers.count { $0.state.isActive }
        familyIndices = Fleet.indices(of: families)
        rowIndices = Dictionary(zip(rows.map(\.id), rows.indices)) { first, _ in first }
    }

    private static func indices(of families: [Family]) -> [FamilyName: Int] {
        Dictionary(uniqueKeysWithValues: zip(families.map(\.name), families.indices))
    }

    /// Families that there will be, or were to be, of which the engine knows nothing yet.
    mutating func expect(_ names: some Collection<FamilyName>) {
        let unknown = names.filter { familyIndices[$0] == nil }
        guard !unknown.isEmpty else { return }
        families += unknown.map { Family(name: $0, containers: [], images: [], engine: engine) }
        families.sort { $0.name < $1.name }
        familyIndices = Fleet.indices(of: families)
    }

    func family(_ name: FamilyName) -> Family? { familyIndices[name].map { families[$0] } }

    func family(_ id: FamilyID) -> Family? { id.engine == engine ? family(id.name) : nil }

    func row(_ id: String) -> Row? { rowIndices[id].map { rows[$0] } }

    /// Families with an operation that is in progress or was interrupted.
    var unsteady: [Family] { families.filter { $0.interruption != nil } }

    func has(_ id: String) -> Bool { rowIndices[id] != nil }

    /// Takes another account of the container in that row, in its family too.
    mutating func replace(_ index: Int, with container: Container) {
        let family = rows[index].family
        rows[index] = Row(container: container, family: family, engine: engine)
        guard let found = family.flatMap({ familyIndices[$0] }) else { return }
        let old = families[found]
        let members = old.members.map { $0.id == container.id ? container : $0.container }
        families[found] = old.replacing(members + [old.operationRecord, old.recoveryLock].compactMap(\.self))
    }
}

// MARK: - After a look at the engine

extension Lists {
    /// What is gone is not selected any more, and its neighbour is.
    ///
    /// - Parameter expected: families that there will be, or were to be.
    /// - Returns: whether another row had to be selected.
    mutating func take(_ new: Fleet, expecting expected: some Collection<FamilyName>) -> Bool {
        let before = fleet
        fleet = new
        fleet.expect(expected)
        selectedContainers = selectedContainers.filter { fleet.has($0.value) }
        marks = marks.filter(isThere)
        let isFamilyGone = selectedFamily.flatMap { fleet.family($0) } == nil
        if isFamilyGone { selectNextFamily() }
        let isRowGone = listing == .all && row == nil
        if isRowGone { selectNextRow(before: before.rows) }
        if focus == .containers { holdContainer() }
        followService(since: before)
        return isFamilyGone || isRowGone
    }

    /// Where another one serves than before, that is the one to look at, unless somebody has the containers in hand.
    private mutating func followService(since before: Fleet) {
        guard focus == .families else { return }
        selectedContainers = selectedContainers.filter { id, _ in
            let active = fleet.family(id)?.active.first?.id
            return active == nil || active == before.family(id)?.active.first?.id
        }
    }

    private func isThere(_ item: Item) -> Bool {
        switch item {
        case .family(let id): fleet.family(id) != nil
        case .container(let id): fleet.has(id)
        }
    }

    private mutating func selectNextFamily() {
        let gone = selectedFamily?.name
        let shown = shownFamilies
        let next = shown.first { family in gone.map { family.name > $0 } ?? true }
        selectedFamily = (next ?? shown.last)?.id
    }

    private mutating func selectNextRow(before rows: [Row]) {
        let shown = shownRows
        let index = rows.firstIndex { $0.id == rowList.selected } ?? 0
        let ids = Set(shown.map(\.id))
        let next = rows[min(index, rows.count)...].first { ids.contains($0.id) } ?? rows.last { ids.contains($0.id) }
        rowList.selected = (next ?? shown.first)?.id
    }
}
