import TestSupport
import Testing

/// What the program is for, by keys alone; after each step docker is asked what is true.
extension TerminalWindow {
    /// Builds, starts, marks what works as stable, starts a second version, rolls back, and goes forward again.
    ///
    /// - Parameter meanwhile: what others do between every two steps.
    func doMainJob(on web: Bench, meanwhile: () async throws -> Void = {}) async throws {
        try web.write(version: "zero")
        try await web.done("build web .")
        try web.write(version: "one")
        try await open(on: web)
        let first = try await buildAndStartTheFirst(on: web)
        try await meanwhile()
        try await markStable(first, on: web)
        try await meanwhile()
        try web.write(version: "two")
        try await startTheSecond(on: web)
        try await meanwhile()
        try await rollBack(to: first, on: web)
        try await meanwhile()
        try await goForward(on: web)
        try await meanwhile()
        #expect(try await web.missingImages() == [])
        try await quit()
    }

    /// The container's id.
    private func buildAndStartTheFirst(on web: Bench) async throws -> String {
        try await build(from: web.sources.path)
        try await shows("n starts it")

        try await press("n")
        try await shows("dcv_web is running")
        try await press("Escape")
        try await shows("● dcv_web ", "● web running")
        #expect(try await web.containers() == "dcv_web running unless-stopped one")
        #expect(try await web.answer() == "one")
        try await web.ask("exec", "dcv_web", "/bin/busybox", "sh", "-c", "printf kept > /var/data/note")
        return try await web.id(of: "dcv_web")
    }

    private func markStable(_ first: String, on web: Bench) async throws {
        try await press("m")
        try await shows("is now dcv_web_stable", "●★ dcv_web_stable")
        #expect(try await web.containers() == "dcv_web_stable running unless-stopped one")
        #expect(try await web.id(of: "dcv_web_stable") == first)
    }

    private func startTheSecond(on web: Bench) async throws {
        try await build()
        try await press("n")
        try await confirm("y")
        try await shows("A new dcv_web is running", "● dcv_web ", "○★ dcv_web_stable")
        #expect(
            try await web.containers() == """
                dcv_web running unless-stopped two
                dcv_web_stable exited no one
                """)
        #expect(try await web.answer() == "two")
    }

    private func rollBack(to first: String, on web: Bench) async throws {
        try await press("r")
        try await shows("Roll back web", "docker stop", "docker start")
        try await confirm("Enter")
        try await shows("dcv_web_stable is running", "○ dcv_web ", "●★ dcv_web_stable")
        #expect(
            try await web.containers() == """
                dcv_web exited no two
                dcv_web_stable running unless-stopped one
                """)
        #expect(try await web.answer("/data/note") == "kept")
        #expect(try await web.id(of: "dcv_web_stable") == first)
    }

    /// With what is there, then with a new container.
    private func goForward(on web: Bench) async throws {
        try await press("s")
        try await confirm("y")
        try await shows("dcv_web is running", "● dcv_web ", "○★ dcv_web_stable")
        #expect(try await web.answer() == "two")
        #expect(
            try await web.containers() == """
                dcv_web running unless-stopped two
                dcv_web_stable exited no one
                """)

        try await press("n")
        try await confirm("y")
        try await shows("A new dcv_web is running; dcv_web_save_", "● dcv_web ")
        #expect(
            try await web.containers() == """
                dcv_web running unless-stopped two
                dcv_web_save_TIME exited no two
                dcv_web_stable exited no one
                """)
    }

    private func build(from folder: String = "") async throws {
        try await pressBuild(folder)
        let ends = ["Built web: "] + Bench.lostTheWay
        let screen = try await awaiting("the end of the build") {
            try await self.screen()
        } until: { screen in
            ends.contains(where: screen.contains)
        }
        if !screen.contains("Built web: ") { try await pressBuild(folder) }
        try await shows("Built web: ")
    }

    private func pressBuild(_ folder: String) async throws {
        try await press("b")
        try await shows("Build context (directory):", folder)
        try await press("Enter")
        try await showsNoMore("Build context (directory):")
    }

    /// The question has the words of the end, too: it has to be gone before anything is looked for.
    private func confirm(_ key: String) async throws {
        try await shows("y, Enter: yes")
        try await press(key)
        try await showsNoMore("y, Enter: yes")
    }
}
