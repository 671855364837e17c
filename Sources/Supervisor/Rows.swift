import Engine
import Families

/// What a row of a list stands for; names of containers change, ids do not.
package enum Item: Hashable, Sendable {
    case family(FamilyName)
    case container(String)
}

/// A container of the flat list.
package struct Row: Hashable, Sendable, Identifiable {
    package let container: Container
    /// nil for one that dockervisor does not manage.
    package let family: FamilyName?

    package var id: String { container.id }

    /// Every container of an engine, by name.
    static func all(of snapshot: Snapshot, families: [Family]) -> [Row] {
        let managed = families.flatMap { family in
            family.members.map { Row(container: $0.container, family: family.name) }
        }
        let known = Set(managed.map(\.id))
        let others = snapshot.containers.filter { !known.contains($0.id) }.map { Row(container: $0, family: nil) }
        return (managed + others).sorted { ($0.container.name, $0.id) < ($1.container.name, $1.id) }
    }
}

/// Words that a row must have, each somewhere; capitals do not matter.
package struct Filter: Hashable, Sendable {
    package let text: String
    private let words: [String]

    /// nil if the text lets everything through.
    package init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        self.text = text
        words = text.lowercased().split(separator: " ").map(String.init)
    }

    package func matches(_ family: Family) -> Bool { matches([family.name.text]) }

    package func matches(_ container: Container, of family: FamilyName?) -> Bool {
        matches([
            container.name, container.state.rawValue, container.status, container.image,
            String(container.id.prefix(12)),
            family?.text ?? "",
        ])
    }

    private func matches(_ texts: [String]) -> Bool {
        let texts = texts.map { $0.lowercased() }
        return words.allSatisfy { word in texts.contains { $0.contains(word) } }
    }
}
