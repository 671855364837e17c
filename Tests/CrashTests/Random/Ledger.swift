/// What is known of a family, and must stay so.
struct Ledger: Sendable {
    /// Ids of the containers that ever ran and that nobody removed on purpose.
    var ran: Set<String> = []
    /// Id of the one that was marked; nil if none is, or if somebody renamed or removed it.
    var stable: String?
    /// The one that somebody renamed, which can get its name back.
    var formerStable: String?
    /// Whether somebody started a second one, and nobody stopped the family since.
    var isDoubled = false
    /// Whether somebody used docker itself since the restart policies were right.
    var isTouched = false

    mutating func note(_ deeds: [Deed]) {
        for deed in deeds where deed.isDone {
            isTouched = true
            if deed.hasRemoved { ran.remove(deed.id) }
            guard deed.id == stable, ["rename", "remove"].contains(deed.verb) else { continue }
            formerStable = deed.verb == "rename" ? stable : nil
            stable = nil
        }
    }

    mutating func note(_ family: FamilySight) {
        ran = Set(family.members.filter(\.hasRun).map(\.id))
        stable = family.stable?.id
        if family.member(id: formerStable) == nil || stable != nil { formerStable = nil }
        isDoubled = family.active.count > 1
    }
}
