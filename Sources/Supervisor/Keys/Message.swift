import Families

/// A line for the person at the keys.
package struct Message: Equatable, Sendable {
    package enum Kind: Equatable, Sendable { case done, hint, failure }

    package var kind: Kind
    package var text: String
    /// What to do next; empty if nothing.
    package var remedy: String
    /// The family whose operation is under way elsewhere: the message is true as long as it is.
    package var waitsFor: FamilyName?

    package init(_ kind: Kind, _ text: String, remedy: String = "", waitsFor: FamilyName? = nil) {
        self.kind = kind
        self.text = text
        self.remedy = remedy
        self.waitsFor = waitsFor
    }

    static let nothingSelected = Message(.hint, "Nothing is selected")
}
