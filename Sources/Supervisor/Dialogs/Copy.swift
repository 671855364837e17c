import Console
import Engine
import Families

/// What can be copied of the selected row.
package struct Copying: Equatable, Sendable {
    package let choices: [Choice]
    package private(set) var selected = 0

    package struct Choice: Hashable, Sendable {
        /// `name`, `id`, `logs`.
        package let label: String
        package let text: String

        init(_ label: String, _ text: String) {
            self.label = label
            self.text = text
        }
    }

    /// nil where nothing is selected.
    init?(of lists: Lists) {
        choices = lists.marks.isEmpty ? Copying.choices(ofSelectedIn: lists) : Copying.choices(ofMarkedIn: lists)
        guard !choices.isEmpty else { return nil }
    }

    /// Of the container; of the family if there is none.
    private static func choices(ofSelectedIn lists: Lists) -> [Choice] {
        let family = lists.family.map { [Choice("family", $0.name.text)] } ?? []
        guard let container = lists.anyContainer else {
            return family + (lists.family.map { [Choice("image", $0.name.latestReference)] } ?? [])
        }
        let name = container.name
        let shell = container.state == .running ? [Choice("shell", "docker exec -it \(name) sh")] : []
        return [
            Choice("name", name), Choice("id", String(container.id.prefix(12))), Choice("full id", container.id),
            Choice("image", lists.container?.imageID ?? container.image), Choice("logs", "docker logs -f \(name)"),
            Choice("inspect", "docker inspect \(name)"),
        ] + shell + family
    }

    /// One a line.
    private static func choices(ofMarkedIn lists: Lists) -> [Choice] {
        let families = lists.markedFamilies.map(\.name.text)
        let containers = lists.markedRows.map(\.container)
        guard families.isEmpty else { return [Choice("families", families.joined(separator: "\n"))] }
        guard !containers.isEmpty else { return [] }
        let names = containers.map(\.name)
        return [
            Choice("names", names.joined(separator: "\n")),
            Choice("ids", containers.map { String($0.id.prefix(12)) }.joined(separator: "\n")),
            Choice("inspect", "docker inspect \(names.joined(separator: " "))"),
        ]
    }

    mutating func press(_ pressed: Pressed) -> Reply {
        switch pressed.key {
        case .escape, .character("q"), .character("n"), .control("c"): return .closes()
        case .character(let digit) where digit.wholeNumberValue.map { choices.indices.contains($0 - 1) } == true:
            return .closes(.copy(choices[(digit.wholeNumberValue ?? 1) - 1].text))
        case .enter, .character("y"),
            _ where pressed.action == .copy:
            return .closes(.copy(choices[selected].text))
        default:
            selected = pressed.rows.map { min(clampedSum(selected, $0), choices.count - 1) } ?? selected
            return .stays
        }
    }
}
