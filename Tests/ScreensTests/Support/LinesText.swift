import Console
@testable import Screens

/// Lines as they are drawn: label and text, without blanks at the end.
func text(_ lines: [Line]) -> String {
    lines.map { line in
        String((line.label + line.text).reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
}

func widest(_ lines: [Line]) -> Int {
    lines.map { columns(of: $0.label) + columns(of: $0.text) }.max() ?? 0
}
