import Engine
import Families

extension State {
    /// After a look: what is gone is not selected any more, and its neighbour is.
    mutating func keepSelection() {
        let known = Set(engine.families.flatMap(\.members).map(\.id))
        engine.details = engine.details.filter { known.contains($0.key) }
        engine.outdatedDetails.formIntersection(known)
        engine.selectedContainers = engine.selectedContainers.filter { known.contains($0.value) }
        if engine.family == nil {
            let gone = engine.selectedFamily
            let next = engine.families.first { family in gone.map { family.name > $0 } ?? true }
            engine.selectedFamily = (next ?? engine.families.last)?.name
            scrolled = 0
        }
        if focus == .containers { holdContainer() }
    }

    mutating func turn(to pane: Pane) {
        focus = pane
        if pane == .containers { holdContainer() }
    }

    /// What the keys act on stays selected by its id, also when another one becomes the active one.
    private mutating func holdContainer() {
        guard let family = engine.family, let member = engine.container else { return }
        engine.selectedContainers[family.name] = member.id
    }

    mutating func move(by rows: Int) -> [Effect] {
        switch focus {
        case .families:
            let names = engine.families.map(\.name)
            let next = neighbour(of: engine.selectedFamily, by: rows, in: names)
            guard let next, next != engine.selectedFamily else { return [] }
            engine.selectedFamily = next
            scrolled = 0
            return detailsWanted()
        case .containers:
            guard let family = engine.family else { return [] }
            let next = neighbour(of: engine.container?.id, by: rows, in: family.members.map(\.id))
            guard let next, next != engine.container?.id else { return [] }
            engine.selectedContainers[family.name] = next
            if work?.isUnderWay != true { lower = .details }
            if shownLower == .details { scrolled = 0 }
            return []
        case .lower:
            scrolled = clampedSum(scrolled, shownLower == .output ? -rows : rows)
            return []
        }
    }

    private func neighbour<ID: Equatable>(of selected: ID?, by rows: Int, in ids: [ID]) -> ID? {
        guard !ids.isEmpty else { return nil }
        let index = ids.firstIndex { $0 == selected } ?? 0
        return ids[min(clampedSum(index, rows), ids.count - 1)]
    }

    mutating func endScroll(at rows: Int) {
        switch mode {
        case .help(let scrolled): mode = .help(scrolled: min(scrolled, rows))
        case .confirming(let plan, let scrolled): mode = .confirming(plan, scrolled: min(scrolled, rows))
        case .browsing, .askingFolder, .choosingConfiguration: scrolled = min(scrolled, rows)
        }
    }
}

/// Never below 0, never beyond what an Int holds.
func clampedSum(_ position: Int, _ rows: Int) -> Int {
    let (sum, isOverflow) = position.addingReportingOverflow(rows)
    return isOverflow ? (rows > 0 ? .max : 0) : max(0, sum)
}
