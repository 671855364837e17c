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
    /// Of all rows.
    let ids: Set<String>
    /// How many containers there are, foreign ones included; records of operations are none.
    let containerCount: Int
    let runningCount: Int

    package init(_ snapshot: Snapshot) {
        families = snapshot.families
        rows = Row.all(of: snapshot, families: families)
        ids = Set(rows.map(\.id))
        containerCount = snapshot.containers.count { $0.labels[Label.operation] == nil }
        runningCount = snapshot.containers.count { $0.state.isActive }
    }

    /// Takes another account of the container in that row, in its family too.
    mutating func replace(_ index: Int, with container: Container) {
        let family = rows[index].family
        rows[index] = Row(container: container, family: family)
        guard let found = families.firstIndex(where: { $0.name == family }) else { return }
        let old = families[found]
        let members = old.members.map { $0.id == container.id ? container : $0.container }
        families[found] = Family(
            name: old.name, containers: members + [old.operationRecord, old.recoveryLock].compactMap(\.self),
            images: old.images)
    }
}
