import Console
import Testing

@Suite struct GeometryTests {
    let screen = Rectangle(Size(columns: 10, rows: 6))

    @Test func `both parts of a split make the whole`() {
        #expect(screen.split(top: 2).top == Rectangle(column: 0, row: 0, columns: 10, rows: 2))
        #expect(screen.split(top: 2).rest == Rectangle(column: 0, row: 2, columns: 10, rows: 4))
        #expect(screen.split(bottom: 1).bottom == Rectangle(column: 0, row: 5, columns: 10, rows: 1))
        #expect(screen.split(bottom: 1).rest == Rectangle(column: 0, row: 0, columns: 10, rows: 5))
        #expect(screen.split(left: 4).left == Rectangle(column: 0, row: 0, columns: 4, rows: 6))
        #expect(screen.split(left: 4).rest == Rectangle(column: 4, row: 0, columns: 6, rows: 6))
        #expect(screen.split(right: 4).right == Rectangle(column: 6, row: 0, columns: 4, rows: 6))
        #expect(screen.split(right: 4).rest == Rectangle(column: 0, row: 0, columns: 6, rows: 6))
    }

    @Test func `asked for more than there is, a split gives all`() {
        #expect(screen.split(top: 9).top == screen)
        #expect(screen.split(bottom: 9).bottom == screen)
        #expect(screen.split(left: .max).rest.isEmpty)
        #expect(screen.split(right: -3).rest == screen)
    }

    @Test func `what is inside a box is one less on every side`() {
        #expect(screen.inset() == Rectangle(column: 1, row: 1, columns: 8, rows: 4))
        #expect(screen.inset(columns: 2, rows: 0) == Rectangle(column: 2, row: 0, columns: 6, rows: 6))
        #expect(screen.inset(columns: 1, rows: 3).isEmpty)
    }

    @Test func `the end is outside`() {
        #expect(screen.contains(Position(column: 9, row: 5)))
        #expect(!screen.contains(Position(column: 10, row: 5)))
        #expect(!screen.contains(Position(column: -1, row: 0)))
    }

    @Test func `what does not overlap shares nothing`() {
        let other = Rectangle(column: 8, row: 4, columns: 9, rows: .max)
        #expect(screen.intersection(other) == Rectangle(column: 8, row: 4, columns: 2, rows: 2))
        #expect(screen.intersection(Rectangle(column: 10, row: 0, columns: 5, rows: 5)).isEmpty)
    }
}

@Suite struct KeyTests {
    @Test(arguments: [
        (Key.enter, "Enter"), (.control("c"), "^C"), (.pageUp, "PgUp"), (.character("j"), "j"), (.function(1), "F1"),
        (.character(" "), "Space"), (.control("]"), "^]"),
    ])
    func `a key is called as help texts call it`(key: Key, label: String) {
        #expect(key.label == label)
    }
}
