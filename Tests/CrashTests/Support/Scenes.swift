import TestSupport

extension Scene {
    /// Every operation that changes who serves or what is stable.
    static let all: [Scene] = [
        firstStart, newOverCurrent, newOverStable, latest, byName, rollback, markFirst, markReplacing, stop, undo,
        cannotStart, diesOnProbation, stableDies,
    ]

    /// Those of ``all`` that the environment chooses, with the usual docker command line; the most telling ones with the
    /// others too.
    static let chosenByDocker = PrivateEngine.dockers.flatMap { docker in
        (docker == PrivateEngine.docker ? all : [newOverStable, rollback]).filter(\.isChosen).map { ($0, docker) }
    }

    var isChosen: Bool { PrivateEngine.scenes?.contains(title) ?? true }

    static let firstStart = Scene(
        title: "first start", prepare: { try await $0.build(version: "one") }, line: "start web :new",
        before: "",
        after: "dcv_web running unless-stopped one",
        failed: "dcv_web_save_TIME_failed exited no one", turn: .start)

    static let newOverCurrent = Scene(
        title: ":new over the current one",
        prepare: { web in
            try await web.start(version: "one")
            try await web.build(version: "two")
        }, line: "start web :new",
        before: "dcv_web running unless-stopped one",
        after: """
            dcv_web running unless-stopped two
            dcv_web_save_TIME exited no one
            """, turn: .start)

    static let newOverStable = Scene(
        title: ":new over the stable one",
        prepare: { web in
            try await web.startStable(version: "one")
            try await web.build(version: "two")
        }, line: "start web :new",
        before: "dcv_web_stable running unless-stopped one",
        after: """
            dcv_web running unless-stopped two
            dcv_web_stable exited no one
            """,
        failed: """
            dcv_web_save_TIME_failed exited no two
            dcv_web_stable running unless-stopped one
            """, turn: .start)

    static let latest = Scene(
        title: ":latest",
        prepare: { web in
            try await web.startNewOverStable()
            try await web.done("rollback web --gate 0")
        }, line: "start web :latest",
        before: """
            dcv_web exited no two
            dcv_web_stable running unless-stopped one
            """,
        after: """
            dcv_web running unless-stopped two
            dcv_web_stable exited no one
            """, turn: .start)

    static let byName = Scene(
        title: "a saved one by name", prepare: { try await $0.startNewOverCurrent() }, line: "start SAVED",
        before: """
            dcv_web running unless-stopped two
            dcv_web_save_TIME exited no one
            """,
        after: """
            dcv_web exited no two
            dcv_web_save_TIME running unless-stopped one
            """, turn: .start)

    static let rollback = Scene(
        title: "rollback", prepare: { try await $0.startNewOverStable() }, line: "rollback web",
        before: """
            dcv_web running unless-stopped two
            dcv_web_stable exited no one
            """,
        after: """
            dcv_web exited no two
            dcv_web_stable running unless-stopped one
            """, turn: .lock)

    static let markFirst = Scene(
        title: "first mark", prepare: { try await $0.start(version: "one") }, line: "stable mark web",
        before: "dcv_web running unless-stopped one",
        after: "dcv_web_stable running unless-stopped one", turn: .lock)

    static let markReplacing = Scene(
        title: "mark that replaces another", prepare: { try await $0.startNewOverStable() },
        line: "stable mark web",
        before: """
            dcv_web running unless-stopped two
            dcv_web_stable exited no one
            """,
        after: """
            dcv_web_save_TIME exited no one
            dcv_web_stable running unless-stopped two
            """, turn: .lock)

    static let stop = Scene(
        title: "stop", prepare: { try await $0.start(version: "one") }, line: "stop web",
        before: "dcv_web running unless-stopped one",
        after: "dcv_web exited no one", turn: .lock)

    static let undo = Scene(
        title: "undo", prepare: { try await $0.startNewOverCurrent() }, line: "undo web",
        before: byName.before, after: byName.after, turn: .start)
}

// MARK: What cannot succeed

extension Scene {
    static let cannotStart = Scene(
        title: "a candidate that cannot start",
        prepare: { web in
            try await web.start(version: "one")
            try await web.build(version: "two", command: ["/bin/missing"])
        }, line: "start web :new",
        before: "dcv_web running unless-stopped one", after: "dcv_web running unless-stopped one", turn: .never)

    static let diesOnProbation = Scene(
        title: "a candidate that dies on probation",
        prepare: { web in
            try await web.startStable(version: "one")
            try await web.build(version: "two", command: shell("/bin/busybox sleep 0.3; exit 3"))
        }, line: "start web :new", gate: 1,
        before: "dcv_web_stable running unless-stopped one", after: "dcv_web_stable running unless-stopped one",
        failed: """
            dcv_web_save_TIME_failed exited no two
            dcv_web_stable running unless-stopped one
            """, turn: .never)

    static let stableDies = Scene(
        title: "rollback to a stable one that dies",
        prepare: { web in
            let dying = "[ -e /var/data/broken ] && { /bin/busybox sleep 0.3; exit 4; }; "
            try await web.build(version: "one", command: shell(dying + web.serving))
            try await web.startBuilt()
            try await web.done("stable mark web --gate 0")
            try await web.build(version: "two")
            try await web.startBuilt()
            try await web.ask("exec", "dcv_web", "/bin/busybox", "touch", "/var/data/broken")
        }, line: "rollback web", gate: 1,
        before: rollback.before, after: rollback.before, turn: .never)

    private static func shell(_ script: String) -> [String] { ["/bin/busybox", "sh", "-c", script] }
}

// MARK: On the way there

extension Bench {
    /// Builds an image; the first time also fills the volume.
    func build(version: String, command: [String]? = nil) async throws {
        try write(version: version, command: command)
        try write(parameters: #"{"raw": ["--stop-timeout", "1"]}"#)
        let isFirst = try await ask("images", "--quiet", "web").isEmpty
        try await done("build web .")
        if isFirst { try await inVolume("printf kept > /data/note") }
    }

    func startBuilt() async throws { try await done("start web :new --gate 0") }

    func start(version: String) async throws {
        try await build(version: version)
        try await startBuilt()
    }

    func startStable(version: String) async throws {
        try await start(version: version)
        try await done("stable mark web --gate 0")
    }

    func startNewOverCurrent() async throws {
        try await start(version: "one")
        try await start(version: "two")
    }

    func startNewOverStable() async throws {
        try await startStable(version: "one")
        try await start(version: "two")
    }

    /// What a script says in a container that has the family's volume at `/data`.
    @discardableResult
    func inVolume(_ script: String) async throws -> String {
        let container = ["--rm", "--network", "none", "--tmpfs", "/var/data", "--volume", "web_var_data:/data"]
        return try await ask(["run"] + container + ["web:latest", "/bin/busybox", "sh", "-c", script])
    }
}
