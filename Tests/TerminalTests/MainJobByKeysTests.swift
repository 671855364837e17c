import TestSupport
import Testing

@Suite(
    .enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"),
    .enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(30)))
struct MainJobByKeysTests {
    @Test(arguments: [(80, 24), (160, 50)])
    func `from a build to a rollback and back, by keys alone`(columns: Int, rows: Int) async throws {
        try await withBench { web in
            try await web.inTerminal(columns: columns, rows: rows) { try await $0.doMainJob(on: web) }
        }
    }

    /// On newer engines a build deletes images of containers.
    @Test(arguments: PrivateEngine.dockers)
    func `the same while somebody builds between every two steps`(docker: String) async throws {
        try await withBench(docker: docker) { web in
            try await web.inTerminal { window in
                try await window.doMainJob(on: web) {
                    try await web.buildByHand(version: "other")
                    try await web.buildLast()
                }
            }
        }
    }

    @Test(.enabled(if: SecureShell.isPossible, "\(SecureShell.missing)"))
    func `the same over ssh`() async throws {
        try await withBench { web in
            try await withSecureShell(on: web) { far in
                try await web.inTerminal { window in
                    try await window.enter("clear; \(try far.login())")
                    try await window.shows("ready$")
                    try await window.enter("echo \"${SSH_TTY:+far} away\"")
                    try await window.shows("far away")
                    try await window.doMainJob(on: web)
                }
            }
        }
    }
}
