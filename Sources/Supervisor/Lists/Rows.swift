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
    /// What a filter looks at, in small letters.
    let searched: String

    init(container: Container, family: FamilyName?) {
        self.container = container
        self.family = family
        searched = [
            container.name, container.state.rawValue, container.status, container.image,
            String(container.id.prefix(12)), family?.text ?? "",
        ].joined(separator: "\n").lowercased()
    }

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

    package func matches(_ family: Family) -> Bool { matches(family.name.text.lowercased()) }

    package func matches(_ container: Container) -> Bool { matches(Row(container: container, family: nil)) }

    package func matches(_ row: Row) -> Bool { matches(row.searched) }

    private func matches(_ text: String) -> Bool { words.allSatisfy { isPart($0, of: text.utf8) } }
}

/// Byte by byte: among thousands of rows it is looked for with each key.
private func isPart(_ word: String, of text: String.UTF8View) -> Bool {
    let word = Array(word.utf8)
    return text.withContiguousStorageIfAvailable { text in
        guard let first = word.first, text.count >= word.count else { return word.isEmpty }
        return (0...text.count - word.count).contains { start in
            text[start] == first && text[start..<start + word.count].elementsEqual(word)
        }
    } ?? false
}
