import Engine
import Families

/// What there is on the engine, in lists, and what is selected, marked and narrowed there.
package struct Lists: Equatable, Sendable {
    package internal(set) var fleet = Fleet(Snapshot())
    package var listing = Listing.families
    /// Which pane has the keys.
    package var focus = Pane.families
    var familyList = SelectableList<FamilyID>()
    /// Of all containers, by id.
    var rowList = SelectableList<String>()
    /// The container selected in each family, by id.
    package var selectedContainers: [FamilyID: String] = [:]
    private var memberFilter: Filter?
    /// Rows that the next action is for, all of one list; none: the selected one.
    package var marks: Set<Item> = []

    package enum Listing: Hashable, Sendable {
        case families
        /// All containers in one list, those of no family too.
        case all
    }

    package enum Pane: Hashable, Sendable, CaseIterable { case families, containers, inspector }

    package var selectedFamily: FamilyID? {
        get { familyList.selected }
        set { familyList.selected = newValue }
    }

    /// The containers of the selected family.
    var memberList: SelectableList<String> {
        get {
            let chosen = family.flatMap { selectedContainers[$0.id] }
            return SelectableList(selected: chosen, filter: memberFilter)
        }
        set {
            if let family { selectedContainers[family.id] = newValue.selected }
            memberFilter = newValue.filter
        }
    }

    // MARK: What there is

    /// By name.
    package var families: [Family] { fleet.families }
    /// Every container there is, by name.
    package var rows: [Row] { fleet.rows }

    package var shownFamilies: [Family] { familyList.shown(families) }

    /// Of the selected family.
    package var shownMembers: [Member] {
        guard let family else { return [] }
        return SelectableList(selected: container?.id, filter: memberFilter).shown(family.members)
    }

    package var shownRows: [Row] { rowList.shown(rows) }

    /// The filter of a list, where it has one.
    package func filter(of pane: Pane) -> Filter? {
        switch (pane, listing) {
        case (.families, _): familyList.filter
        case (.containers, .all): rowList.filter
        case (.containers, .families): memberFilter
        case (.inspector, _): nil
        }
    }

    // MARK: What keys act on

    /// The selected one; in the flat list the one of the selected container.
    package var family: Family? {
        let id = listing == .families ? selectedFamily : row?.familyID
        return id.flatMap { fleet.family($0) }
    }

    /// The selected one of the family.
    package var container: Member? {
        guard let family else { return nil }
        let chosen = listing == .all ? rowList.selected : selectedContainers[family.id]
        if let chosen, let member = family.members.first(where: { $0.id == chosen }) { return member }
        let matching = family.members.filter { memberFilter?.matches($0) ?? true }
        return matching.first(where: \.container.state.isActive) ?? matching.first
    }

    /// The selected one of the flat list.
    package var row: Row? {
        guard listing == .all else { return nil }
        return rowList.selected.flatMap { fleet.row($0) }
    }

    /// Whatever container is selected, also one of no family.
    package var anyContainer: Container? { listing == .all ? row?.container : container?.container }

    /// The row that the focused list has selected; the container where no list has the keys.
    package var selectedItem: Item? {
        if focus == .families, listing == .families { return family.map { .family($0.id) } }
        return anyContainer.map { .container($0.id) }
    }

    /// Whether the selected container is meant, and not its family.
    package var isContainerMeant: Bool { focus == .containers || listing == .all }

    /// What is marked, by name, as far as it is there.
    var markedFamilies: [Family] { families.filter { marks.contains(.family($0.id)) } }
    var markedRows: [Row] { marks.isEmpty ? [] : rows.filter { marks.contains(.container($0.id)) } }
}

// MARK: - What is asked about it

extension Lists {
    /// Containers whose details are shown: all of the selected family, or the one of no family.
    var containersToKnow: [String] { family?.members.map(\.id) ?? row.map { [$0.id] } ?? [] }

    /// The selected container and the one to compare it with: the stable one, or for that the active or the latest one.
    package var compared: (left: Member, right: Member)? {
        guard let family, let left = container else { return nil }
        let others: [Member] = [family.stable, family.active.first, family.latest].compactMap(\.self) + family.members
        let chosen = family.members.first { $0.id != left.id && marks.contains(.container($0.id)) }
        return (chosen ?? others.first { $0.id != left.id }).map { (left, $0) }
    }

    /// What is selected in each list.
    struct Selected: Equatable, Sendable {
        var family: FamilyID?
        var containers: [FamilyID: String]
        var row: String?
    }

    var selected: Selected {
        get { Selected(family: selectedFamily, containers: selectedContainers, row: rowList.selected) }
        set {
            (selectedFamily, selectedContainers, rowList.selected) = (
                newValue.family, newValue.containers, newValue.row
            )
        }
    }
}

// MARK: - Moving

extension Lists {
    mutating func turn(by steps: Int) {
        let panes = Pane.allCases.filter { listing == .families || $0 != .families }
        let index = (panes.firstIndex(of: focus) ?? 0) + steps
        turn(to: panes[(index + panes.count) % panes.count])
    }

    mutating func turn(to pane: Pane) {
        if pane == .families, listing == .all {
            listing = .families
            rowList.filter = nil
        }
        focus = pane
        if pane == .containers { holdContainer() }
    }

    /// What the keys act on stays selected by its id, also when another one becomes the active one.
    mutating func holdContainer() {
        guard let family, let member = container else { return }
        selectedContainers[family.id] = member.id
        if listing == .all { selectedFamily = family.id }
    }

    /// The row so many further on in that pane.
    func neighbour(by rows: Int, in pane: Pane) -> Item? {
        switch pane {
        case .families: familyList.neighbour(by: rows, in: shownFamilies.map(\.id)).map { .family($0) }
        case .containers:
            SelectableList(selected: anyContainer?.id)
                .neighbour(by: rows, in: listing == .all ? shownRows.map(\.id) : shownMembers.map(\.id))
                .map { .container($0) }
        case .inspector: nil
        }
    }

    /// A row of the list that is shown; whether it was not selected before.
    mutating func select(_ item: Item) -> Bool {
        switch item {
        case .family(let id) where id != selectedFamily:
            selectedFamily = id
            selectedContainers[id] = nil
            memberFilter = nil
            if focus == .containers { holdContainer() }
            return true
        case .container(let id) where id != anyContainer?.id:
            // One that was clicked may have gone, or be another family's by now.
            guard listing == .all || family?.members.contains(where: { $0.id == id }) == true else { return false }
            if listing == .all { rowList.selected = id }
            if let family { selectedContainers[family.id] = id }
            if listing == .all { holdContainer() }
            return true
        case .family, .container: return false
        }
    }

    /// What is selected stays so, in the other list.
    mutating func toggleListing() {
        (memberFilter, rowList.filter, marks) = (nil, nil, [])
        switch listing {
        case .families:
            let selected = container?.id ?? rows.first?.id
            listing = .all
            rowList.selected = selected
            turn(to: .containers)
        case .all:
            let isManaged = family != nil
            listing = .families
            turn(to: isManaged ? .containers : .families)
        }
    }
}

// MARK: - Marking and narrowing

extension Lists {
    /// Marks a row, or takes its mark away; marks of the other list are gone.
    mutating func toggleMark(_ item: Item) {
        marks = marks.filter { $0.isFamily == item.isFamily }
        if marks.remove(item) == nil { marks.insert(item) }
    }

    /// Whether there were any.
    mutating func clearMarks() -> Bool {
        defer { marks = [] }
        return !marks.isEmpty
    }

    /// What is selected stays so as long as it is let through; if nothing is, nothing is selected.
    ///
    /// - Parameter origin: what was selected before somebody began to type.
    mutating func narrow(_ pane: Pane, to text: String, from origin: Item?) {
        let filter = Filter(text)
        let before = origin?.container
        switch (pane, listing) {
        case (.families, _):
            if familyList.narrow(to: filter, families, from: origin?.family, else: { $0 }) { memberFilter = nil }
        case (_, .all):
            if rowList.narrow(to: filter, rows, from: before, else: { $0 }) { holdContainer() }
        case (_, .families):
            if memberList.narrow(to: filter, family?.members ?? [], from: before, else: { _ in nil }) {
                holdContainer()
            }
        }
    }
}
