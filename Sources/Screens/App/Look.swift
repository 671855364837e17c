import Console

/// Which characters are drawn.
package struct Look: Equatable, Sendable {
    package let glyphs: Glyphs
    package let marks: Marks

    package static let unicode = Look(glyphs: .unicode, marks: .unicode)
    package static let ascii = Look(glyphs: .ascii, marks: .ascii)
}

/// The shapes that say how something is; also told apart without colour.
package struct Marks: Equatable, Sendable {
    package let serving, probation, stopped, failed, stable, unusedBuild, drift, done, waiting, undone, focus,
        marked: String

    static let unicode = Marks(
        serving: "●", probation: "◐", stopped: "○", failed: "✖", stable: "★", unusedBuild: "▲", drift: "!", done: "✔",
        waiting: "·", undone: "↶", focus: "◂", marked: "▸")
    static let ascii = Marks(
        serving: "*", probation: "~", stopped: "o", failed: "x", stable: "S", unusedBuild: "^", drift: "!", done: "+",
        waiting: ".", undone: "<", focus: "<", marked: ">")
}
