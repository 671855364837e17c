import Families

/// With which configuration is the new container made?
package struct ConfigurationChoice: Equatable, Sendable {
    package let family: FamilyName
    package let names: [String]
    package private(set) var selected: Int

    package init(_ family: FamilyName, names: [String], selected: Int) {
        self.family = family
        self.names = names
        self.selected = selected
    }

    mutating func press(_ pressed: Pressed) -> Reply {
        switch pressed.answer() {
        case .yes: return .closes(.plan(.startNew(family, configuration: names[selected])))
        case .no: return .closes()
        case nil:
            selected = pressed.rows.map { min(clampedSum(selected, $0), names.count - 1) } ?? selected
            return .stays
        }
    }
}
