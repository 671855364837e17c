import Console
import Engine
import Families

/// What can be copied of the selected row.
package struct Copying: Equatable, Sendable {
    package let choices: [Choice]
    package var selected = 0

    package struct Choice: Hashable, Sendable {
        /// `name`, `id`, `logs`.
        package let label: String
        package let text: String

        package init(_ label: String, _ text: String) {
            self.label = label
            self.text = text
        }
    }
}

extension State {
    mutating func openCopying() {
        let choices = lists.marks.isEmpty ? selectedChoices : markedChoices
        guard !choices.isEmpty else {
            message = Message(.hint, "Nothing is selected")
            return
        }
        mode = .copying(Copying(choices: choices))
    }

    /// Of the container; of the family if there is none.
    private var selectedChoices: [Copying.Choice] {
        let family = lists.family.map { [Copying.Choice("family", $0.name.text)] } ?? []
        guard let container = lists.anyContainer else {
            return family + (lists.family.map { [.init("image", $0.name.latestReference)] } ?? [])
        }
        let name = container.name
        let shell = container.state == .running ? [Copying.Choice("shell", "docker exec -it \(name) sh")] : []
        return [
            .init("name", name), .init("id", String(container.id.prefix(12))), .init("full id", container.id),
            .init("image", lists.container?.imageID ?? container.image), .init("logs", "docker logs -f \(name)"),
            .init("inspect", "docker inspect \(name)"),
        ] + shell + family
    }

    /// One a line.
    private var markedChoices: [Copying.Choice] {
        let families = lists.markedFamilies.map(\.text)
        let containers = lists.markedRows.map(\.container)
        guard families.isEmpty else { return [.init("families", families.joined(separator: "\n"))] }
        guard !containers.isEmpty else { return [] }
        let names = containers.map(\.name)
        return [
            .init("names", names.joined(separator: "\n")),
            .init("ids", containers.map { String($0.id.prefix(12)) }.joined(separator: "\n")),
            .init("inspect", "docker inspect \(names.joined(separator: " "))"),
        ]
    }

    mutating func choose(in copying: Copying, _ key: Key) -> [Effect] {
        let action = keymap.action(of: key)
        switch key {
        case .enter: return copy(copying.choices[copying.selected])
        case .escape, .character("q"), .character("n"), .control("c"): mode = .browsing
        case .character(let digit) where digit.wholeNumberValue.map { copying.choices.indices.contains($0 - 1) } == true:
            return copy(copying.choices[(digit.wholeNumberValue ?? 1) - 1])
        case .character("y"),
            _ where action == .copy:
            return copy(copying.choices[copying.selected])
        default:
            guard let rows = rows(of: action) else { break }
            var moved = copying
            moved.selected = min(clampedSum(copying.selected, rows), copying.choices.count - 1)
            mode = .copying(moved)
        }
        return []
    }

    private mutating func copy(_ choice: Copying.Choice) -> [Effect] {
        mode = .browsing
        let shown = choice.text.split(separator: "\n").joined(separator: " ")
        message = Message(.done, "Copied, if the terminal allows it: \(shown)")
        return [.terminal(.copy(choice.text))]
    }
}
