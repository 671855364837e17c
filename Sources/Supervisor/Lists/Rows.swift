import Engine
import Families

/// What a row of a list stands for; names of containers change, ids do not.
package enum Item: Hashable, Sendable {
    case family(FamilyID)
    case container(String)

    package var isFamily: Bool { family != nil }

    var family: FamilyID? { if case .family(let id) = self { id } else { nil } }
    var container: String? { if case .container(let id) = self { id } else { nil } }
}

/// A container of the flat list.
package struct Row: Hashable, Sendable, Listed {
    package let container: Container
    package let engine: EngineID
    /// nil for one that dockervisor does not manage.
    package let family: FamilyName?
    /// What a filter looks at, in small letters.
    let searched: String

    init(container: Container, family: FamilyName?, engine: EngineID) {
        self.container = container
        self.engine = engine
        self.family = family
        searched = [
            container.name, container.state.rawValue, container.status, container.image,
            String(container.id.prefix(12)), family?.text ?? "",
        ].joined(separator: "\n").lowercased()
    }

    package var id: String { container.id }

    var familyID: FamilyID? { family.map { FamilyID($0, on: engine) } }

    /// Every container of an engine, by name.
    static func all(of snapshot: Snapshot, families: [Family]) -> [Row] {
        let managed = families.flatMap { family in
            family.members.map { Row(container: $0.container, family: family.name, engine: family.engine) }
        }
        let known = Set(managed.map(\.id))
        let others = snapshot.containers.filter { !known.contains($0.id) }.map {
            Row(container: $0, family: nil, engine: snapshot.engine)
        }
        return (managed + others).sorted { ($0.container.name, $0.id) < ($1.container.name, $1.id) }
    }
}

extension Family: Listed {
    var searched: String { name.text.lowercased() }
}

extension Member: Listed {
    var searched: String { Row(container: container, family: nil, engine: .local).searched }
}
