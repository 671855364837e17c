import TestSupport

extension TerminalWindow {
    /// Opens the program and selects the bench's family.
    func open(on bench: Bench, _ options: String = "") async throws {
        try await enter("\"$dockervisor\" --gate 0 \(options)")
        try await shows("2 Containers of ")
        try await select("web")
    }

    /// Moves row by row to the family, from wherever the selection is: what other tests make and remove at the same
    /// engine comes and goes above and below it meanwhile.
    func select(_ family: String) async throws {
        try await awaiting("a list of families") {
            try await screen()
        } until: {
            selectedFamily($0) != nil
        }
        while let selected = selectedFamily(try await screen()), selected != family {
            let rows = listedFamilies(try await screen())
            let isAbove = (rows.firstIndex(of: family) ?? .max) < (rows.firstIndex(of: selected) ?? 0)
            try await press(isAbove ? "k" : "j")
            try await awaiting("another family than \(selected)") {
                try await screen()
            } until: {
                ![nil, selected].contains(selectedFamily($0))
            }
        }
    }

    /// The families in sight, from the top.
    private func listedFamilies(_ screen: String) -> [String] {
        screen.split(separator: "\n").drop { !$0.contains("1 Families") }.dropFirst().prefix { !$0.hasPrefix("└") }
            .compactMap { row in
                let words = row.split(separator: "│").first?.split(separator: " ") ?? []
                return words.count > 1 ? String(words[1]) : nil
            }
    }

    private func selectedFamily(_ screen: String) -> String? {
        let title = "2 Containers of "
        guard let start = screen.firstRange(of: title)?.upperBound else { return nil }
        return String(screen[start...].prefix { $0.isLetter || $0.isNumber })
    }

    /// Leaves the program by its key, back to the shell.
    func quit() async throws {
        try await press("q")
        try await shows("ready$")
        try await awaiting("the end of the alternate screen") {
            try await value("#{alternate_on}")
        } until: {
            $0 == "0"
        }
    }
}
