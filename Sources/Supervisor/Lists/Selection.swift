import Engine
import Families

extension State {
    /// The row that the focused list has selected; the container where no list has the keys.
    package var selectedItem: Item? {
        if focus == .families, engine.listing == .families { return engine.family.map { .family($0.name) } }
        return engine.anyContainer.map { .container($0.id) }
    }

    /// After a look: what is gone is not selected any more, and its neighbour is.
    mutating func keepSelection(before rows: [Row]) {
        let fleet = engine.fleet
        engine.details = engine.details.filter { fleet.has($0.key) }
        engine.outdatedDetails = engine.outdatedDetails.filter(fleet.has)
        engine.selectedContainers = engine.selectedContainers.filter { fleet.has($0.value) }
        marks = marks.filter(isThere)
        if engine.selectedFamily.flatMap({ fleet.family($0) }) == nil { selectNextFamily() }
        if engine.listing == .all, engine.row == nil { selectNextRow(before: rows) }
        if focus == .containers { holdContainer() }
    }

    /// Where another one serves than before, that is the one to look at, unless somebody has the containers in hand.
    mutating func followService(since before: Fleet) {
        guard focus == .families else { return }
        engine.selectedContainers = engine.selectedContainers.filter { name, _ in
            let active = engine.fleet.family(name)?.active.first?.id
            return active == nil || active == before.family(name)?.active.first?.id
        }
    }

    private func isThere(_ item: Item) -> Bool {
        switch item {
        case .family(let name): engine.fleet.family(name) != nil
        case .container(let id): engine.fleet.has(id)
        }
    }

    private mutating func selectNextFamily() {
        let gone = engine.selectedFamily
        let shown = engine.shownFamilies
        let next = shown.first { family in gone.map { family.name > $0 } ?? true }
        engine.selectedFamily = (next ?? shown.last)?.name
        inspector.scrolled = 0
    }

    private mutating func selectNextRow(before rows: [Row]) {
        let shown = engine.shownRows
        let index = rows.firstIndex { $0.id == engine.selectedRow } ?? 0
        let ids = Set(shown.map(\.id))
        let next = rows[min(index, rows.count)...].first { ids.contains($0.id) } ?? rows.last { ids.contains($0.id) }
        engine.selectedRow = (next ?? shown.first)?.id
        inspector.scrolled = 0
    }

    mutating func turn(to pane: Pane) {
        if pane == .families, engine.listing == .all {
            engine.listing = .families
            engine.containerFilter = nil
        }
        focus = pane
        if pane == .containers { holdContainer() }
    }

    /// What the keys act on stays selected by its id, also when another one becomes the active one.
    mutating func holdContainer() {
        guard let family = engine.family, let member = engine.container else { return }
        engine.selectedContainers[family.name] = member.id
        if engine.listing == .all { engine.selectedFamily = family.name }
    }

    mutating func move(by rows: Int, in pane: Pane? = nil) -> [Effect] {
        switch pane ?? focus {
        case .families:
            let next = neighbour(of: engine.selectedFamily, by: rows, in: engine.shownFamilies.map(\.name))
            return next.map { select(.family($0)) } ?? []
        case .containers:
            let ids = engine.listing == .all ? engine.shownRows.map(\.id) : engine.shownMembers.map(\.id)
            return neighbour(of: engine.anyContainer?.id, by: rows, in: ids).map { select(.container($0)) } ?? []
        case .inspector:
            inspector.scroll(by: [.output, .logs].contains(shownTab) ? -rows : rows)
            return []
        }
    }

    /// A row of the list that is shown.
    mutating func select(_ item: Item) -> [Effect] {
        switch item {
        case .family(let name) where name != engine.selectedFamily:
            let trail = trail
            engine.selectedFamily = name
            engine.selectedContainers[name] = nil
            engine.containerFilter = nil
            inspector.scrolled = 0
            if focus == .containers { holdContainer() }
            return begin(trail) + detailsWanted()
        case .container(let id) where id != engine.anyContainer?.id:
            // One that was clicked may have gone, or be another family's by now.
            guard engine.listing == .all || engine.family?.members.contains(where: { $0.id == id }) == true else {
                return []
            }
            let trail = trail
            if engine.listing == .all { engine.selectedRow = id }
            if let family = engine.family { engine.selectedContainers[family.name] = id }
            if engine.listing == .all { holdContainer() }
            if work?.isUnderWay != true, inspector.tab == .output { inspector.tab = .details }
            if shownTab != .output { inspector.scrolled = 0 }
            return begin(trail) + (engine.listing == .all ? detailsWanted() : [])
        case .family, .container: return []
        }
    }

    private func neighbour<ID: Equatable>(of selected: ID?, by rows: Int, in ids: [ID]) -> ID? {
        guard !ids.isEmpty else { return nil }
        let index = ids.firstIndex { $0 == selected } ?? 0
        return ids[min(clampedSum(index, rows), ids.count - 1)]
    }

    /// Above the first line of a log there may be older ones.
    mutating func endScroll(at rows: Int) -> [Effect] {
        switch mode {
        case .help(let scrolled): mode = .help(scrolled: min(scrolled, rows))
        case .confirming(let plan, let scrolled): mode = .confirming(plan, scrolled: min(scrolled, rows))
        case .confirmingAll(let batch, let scrolled): mode = .confirmingAll(batch, scrolled: min(scrolled, rows))
        case .browsing, .filtering, .askingFolder, .choosingConfiguration, .menu, .commanding, .copying, .asking:
            inspector.scrolled = min(inspector.scrolled, rows)
            if shownTab == .logs { return inspector.olderLinesWanted() }
        }
        return []
    }
}

/// Never below 0, never beyond what an Int holds.
func clampedSum(_ position: Int, _ rows: Int) -> Int {
    let (sum, isOverflow) = position.addingReportingOverflow(rows)
    return isOverflow ? (rows > 0 ? .max : 0) : max(0, sum)
}
