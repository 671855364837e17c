import Engine
import Families

/// What one look at an engine found, ordered as lists show it.
///
/// Made where the look was: with thousands of containers it takes longer than a frame may.
package struct Fleet: Equatable, Sendable {
    /// By name.
    package private(set) var families: [Family]
    /// Every container there is, by name.
    package private(set) var rows: [Row]
    /// How many containers there are, foreign ones included; records of operations are none.
    package let containerCount: Int
    package let runningCount: Int
    /// Where each family is, and the row of each container by its id: screens ask often.
    private var familyIndices: [FamilyName: Int]
    private let rowIndices: [String: Int]

    package init(_ snapshot: Snapshot) {
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
        families += unknown.map { Family(name: $0, containers: [], images: []) }
        families.sort { $0.name < $1.name }
        familyIndices = Fleet.indices(of: families)
    }

    func family(_ name: FamilyName) -> Family? { familyIndices[name].map { families[$0] } }

    func row(_ id: String) -> Row? { rowIndices[id].map { rows[$0] } }

    func has(_ id: String) -> Bool { rowIndices[id] != nil }

    /// Takes another account of the container in that row, in its family too.
    mutating func replace(_ index: Int, with container: Container) {
        let family = rows[index].family
        rows[index] = Row(container: container, family: family)
        guard let found = family.flatMap({ familyIndices[$0] }) else { return }
        let old = families[found]
        let members = old.members.map { $0.id == container.id ? container : $0.container }
        families[found] = old.replacing(members + [old.operationRecord, old.recoveryLock].compactMap(\.self))
    }
}
