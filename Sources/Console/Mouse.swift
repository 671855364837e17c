/// What was done with the mouse, and where.
package struct Mouse: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case pressed, wheelUp, wheelDown }

    package var kind: Kind
    package var position: Position

    package init(_ kind: Kind, at position: Position) {
        self.kind = kind
        self.position = position
    }
}
