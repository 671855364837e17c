import TestSupport

extension TerminalWindow {
    /// Opens the program and selects the bench's family.
    func open(on bench: Bench, _ options: String = "") async throws {
        try await enter("\"$dockervisor\" --gate 0 \(options)")
        try await shows("2 Containers of ")
        try await select("web")
    }

    /// Moves down until the family is selected.
    func select(_ family: String) async throws {
        while let other = selectedFamily(try await screen()), other != family {
            try await press("j")
            try await awaiting("another family than \(other)") {
                try await screen()
            } until: {
                ![nil, other].contains(selectedFamily($0))
            }
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
