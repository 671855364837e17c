import TestSupport

extension TerminalWindow {
    /// Opens the program and selects the bench's family.
    func open(on bench: Bench, _ options: String = "") async throws {
        try await enter("\"$dockervisor\" --gate 0 \(options)")
        try await shows("2 Containers of ")
        try await select("web")
    }

    /// Moves down from the first one until the family is selected: at first one is selected that somebody works at.
    func select(_ family: String) async throws {
        try await press("g")
        try await awaiting("the first family") {
            try await screen()
        } until: {
            isFirstSelected($0)
        }
        while let other = selectedFamily(try await screen()), other != family {
            try await press("j")
            try await awaiting("another family than \(other)") {
                try await screen()
            } until: {
                ![nil, other].contains(selectedFamily($0))
            }
        }
    }

    private func isFirstSelected(_ screen: String) -> Bool {
        let rows = screen.split(separator: "\n")
        guard let head = rows.firstIndex(where: { $0.contains("1 Families") }), rows.indices.contains(head + 1) else {
            return false
        }
        let words = rows[head + 1].split(separator: "│").first?.split(separator: " ") ?? []
        return words.count > 1 && String(words[1]) == selectedFamily(screen)
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
