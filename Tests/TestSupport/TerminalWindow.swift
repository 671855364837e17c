import FoundationEssentials

/// A terminal of its own, played by tmux: keys go in, and what stands on the screen comes out.
package struct TerminalWindow: Sendable {
    private let socket: String
    private let translated: @Sendable (String) -> String

    // MARK: Keys

    /// Types text, or presses keys by tmux's names (`Enter`, `C-c`, `Down`).
    package func press(_ keys: String...) async throws { try await tmux(["send-keys", "--"] + keys) }

    /// Sends bytes as they are: what a mouse sends.
    package func send(_ bytes: String) async throws { try await tmux(["send-keys", "-l", "--", bytes]) }

    /// Types a line for the shell.
    package func enter(_ line: String) async throws {
        try await tmux(["send-keys", "-l", "--", line])
        try await press("Enter")
    }

    // MARK: Screen

    /// What stands there a moment later, blanks at the ends of lines left out. The moment is tmux's: whoever looks again
    /// and again leaves the processor to others.
    package func screen() async throws -> String { translated(try await untranslatedScreen()) }

    /// The same with every name as long as it is there.
    package func untranslatedScreen() async throws -> String {
        try await tmux(["run-shell", "-d", "0.05", ";", "capture-pane", "-p"])
    }

    /// Waits until every text stands on the screen, several blanks in a row counting as one; gives the screen.
    @discardableResult
    package func shows(_ texts: String...) async throws -> String {
        try await awaiting(texts.joined(separator: " and ")) {
            try await screen()
        } until: { screen in
            let words = screen.split(separator: " ").joined(separator: " ")
            return texts.allSatisfy(words.contains)
        }
    }

    /// Waits until a text is gone from the screen; gives the screen.
    @discardableResult
    package func showsNoMore(_ text: String) async throws -> String {
        try await awaiting("the end of \(text)") {
            try await screen()
        } until: {
            !$0.contains(text)
        }
    }

    /// The value of one of tmux's formats: `#{alternate_on}`.
    package func value(_ format: String) async throws -> String {
        try await tmux(["display-message", "-p", format]).filter { !$0.isNewline }
    }

    package func resize(columns: Int, rows: Int) async throws {
        try await tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// Appends every byte that is sent to the terminal from now on to a file.
    package func record(to file: String) async throws { try await tmux(["pipe-pane", "cat >> '\(file)'"]) }

    // MARK: tmux

    @discardableResult
    private func tmux(_ arguments: [String]) async throws -> String {
        let ending = try await Launch("tmux", ["-L", socket] + arguments).run()
        guard ending.exitCode == 0 else {
            throw Broken(description: "tmux \(arguments.joined(separator: " ")): \(ending.errors)")
        }
        return ending.output
    }

    fileprivate init(socket: String, translated: @escaping @Sendable (String) -> String) {
        self.socket = socket
        self.translated = translated
    }

    fileprivate func open(columns: Int, rows: Int, environment: [String: String?], folder: String) async throws {
        let variables = environment.sorted { $0.key < $1.key }.flatMap { name, value in
            value.map { ["\(name)=\($0)"] } ?? ["--unset=\(name)"]
        }
        let session = ["-u", "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c", folder]
        try await tmux(
            session + ["env"] + variables.filter { $0.hasPrefix("--") } + variables.filter { !$0.hasPrefix("--") }
                + TerminalWindow.shell)
        try await tmux(["set-option", "-g", "status", "off"])
        try await shows("ready$")
    }

    /// Waits with `ready$ ` (see ``Bench/terminalEnvironment``).
    static let shell = ["bash", "--norc", "--noprofile", "-i"]

    fileprivate func close() async { _ = try? await tmux(["kill-server"]) }
}

extension TerminalWindow {
    /// Whether there are the programs that play a terminal.
    package static var isPossible: Bool { PrivateEngine.onPath("tmux") != nil && PrivateEngine.onPath("bash") != nil }

    /// Why a test was skipped.
    package static let missing = "there is no tmux, or no bash"
}

extension Bench {
    /// Does the work in a terminal of that size, in which a shell waits; `$dockervisor` is the program.
    package func inTerminal(
        columns: Int = 80, rows: Int = 24, _ work: (TerminalWindow) async throws -> Void
    ) async throws {
        let bench = self
        let window = TerminalWindow(socket: "dockervisor-\(UUID().uuidString.prefix(8))") { bench.told($0) }
        let outcome: Result<Void, any Error>
        do {
            try await window.open(
                columns: columns, rows: rows, environment: terminalEnvironment, folder: sources.path)
            outcome = .success(try await work(window))
        } catch {
            outcome = .failure(error)
        }
        await Task { await window.close() }.value
        try outcome.get()
    }

    /// What the shell in a terminal gets.
    var terminalEnvironment: [String: String?] {
        fullEnvironment.merging(["dockervisor": PrivateEngine.dockervisor, "PS1": "ready$ "]) { $1 }
    }
}
