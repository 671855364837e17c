import Console
import Engine
import Families
@testable import Screens
import Supervisor
import Testing

/// Short words for what docker says.
struct WordsTests {
    private static let states: [(ContainerState, String, String)] = [
        (.running, "Up 3 minutes", "up 3m"), (.running, "Up Less than a second", "up <1m"),
        (.running, "Up 59 seconds", "up <1m"), (.running, "Up 1 second (health: starting)", "up <1m starting"),
        (.running, "Up About a minute (unhealthy)", "up 1m unhealthy"),
        (.running, "Up About an hour (healthy)", "up 1h healthy"), (.running, "Up 26 hours", "up 26h"),
        (.running, "Up 9 days", "up 9d"), (.running, "Up 4 weeks", "up 4w"), (.running, "Up 3 months", "up 3mo"),
        (.running, "Up 2 years", "up 2y"), (.paused, "Up 5 minutes (Paused)", "up 5m paused"),
        (.exited, "Exited (0) 2 days ago", "exited 0, 2d ago"),
        (.exited, "Exited (137) Less than a second ago", "exited 137, <1m ago"),
        (.restarting, "Restarting (78) 18 seconds ago", "restarting 78, <1m ago"), (.created, "Created", "created"),
        (.dead, "Dead", "dead"), (.removing, "Removal In Progress", "removing"), (.running, "", "running"),
        (.exited, "", "exited"), (.running, "Up since Tuesday", "Up since Tuesday"),
        (.exited, "Exited (?) some time ago", "Exited (?) some time ago"), (.exited, "Exited (", "Exited ("),
    ]

    @Test(arguments: states)
    func `states are short, and words that are not docker's stay`(
        state: ContainerState, status: String, words: String
    ) {
        #expect(stateWords(container("dcv_web", state, status)) == words)
    }

    @Test(arguments: [
        (0.0, "<1m"), (59.0, "<1m"), (60.0, "1m"), (3599.0, "59m"), (3600.0, "1h"), (86_399.0, "23h"), (86_400.0, "1d"),
        (34_560_000.0, "400d"), (-5.0, "<1m"),
    ])
    func `ages have one unit`(seconds: Double, words: String) {
        #expect(ageWords(from: now, to: now.addingTimeInterval(seconds)) == words)
    }

    @Test func `ports are written once, with what is not usual`() {
        let ports = [
            PublishedPort(hostPort: 80, containerPort: 8080),
            PublishedPort(address: "::", hostPort: 80, containerPort: 8080),
            PublishedPort(address: "127.0.0.1", hostPort: 53, containerPort: 53, transport: "udp"),
        ]
        #expect(ports.words == "80->8080 127.0.0.1:53->53/udp")
    }

    private static let families: [([Container], String)] = [
        ([container("dcv_web", .running, "Up 1 minute")], "● running"),
        ([container("dcv_web", .running, "Up 1 minute (unhealthy)")], "✖ unhealthy"),
        ([container("dcv_web", .running, "Up 1 minute (health: starting)")], "◐ starting"),
        ([container("dcv_web", .paused, "Up 1 minute (Paused)")], "◐ paused"),
        ([container("dcv_web", .restarting, "Restarting (1) 1 second ago")], "✖ restarting"),
        ([container("dcv_web", .exited, "Exited (1) 1 second ago")], "✖ exited 1"),
        ([container("dcv_web", .exited, "Exited (137) 1 second ago")], "○ stopped"),
        ([container("dcv_web", .created, "Created")], "○ created"), ([], "○ not built"),
        ([container("dcv_web", .running, "Up 1 minute"), container("dcv_web_stable", .running, "Up")], "! 2 running"),
        ([container("dcv_web", .running, "Up 1 minute"), container("dcv_web_next")], "! unfinished"),
        ([container("dcv_web", .running, "Up 1 minute"), container("dcv_web_op", .created)], "! unfinished"),
        ([container("dcv_web_save_1")], "○ stopped"),
    ]

    @Test(arguments: families)
    func `a family has a mark and a word`(containers: [Container], words: String) {
        let shown = FamilyWords(Family(name: web, containers: containers, images: []), work: nil, .unicode)
        #expect("\(shown.mark) \(shown.word)" == words)
        #expect(shown.word.count <= 10)
    }

    @Test func `while something is under way that is said instead`() {
        let family = Family(name: web, containers: [container("dcv_web", .running, "Up")], images: [])
        let building = FamilyWords(family, work: .building(.init(order: BuildOrder(family: web))), .ascii)
        #expect([building.mark, building.word] == ["~", "building"])
        let switching = FamilyWords(family, work: .switching(.init(plan: confirmed(.rollback(web)).plan)), .ascii)
        #expect([switching.mark, switching.word] == ["~", "switching"])
        let stopping = FamilyWords(family, work: .switching(.init(plan: confirmed(.stop(web)).plan)), .ascii)
        #expect([stopping.mark, stopping.word] == ["~", "stopping"])
    }

    @Test func `what somebody else is at is told from what was interrupted`() {
        let family = Family(
            name: web, containers: [container("dcv_web", .running, "Up"), container("dcv_web_op", .created, "")],
            images: [])
        let busy = FamilyWords(family, work: nil, isBusy: true, .ascii)
        #expect([busy.mark, busy.word] == ["~", "busy"])
        let left = FamilyWords(family, work: nil, isBusy: false, .ascii)
        #expect([left.mark, left.word] == ["!", "unfinished"])
    }

    @Test func `texts wrap at blanks, and words that are too long are cut`() {
        #expect(wrapped("one two three", columns: 7) == ["one two", "three"])
        #expect(wrapped("abcdefghij k", columns: 4) == ["abcd", "efgh", "ij k"])
        #expect(wrapped("日本語日本語", columns: 5) == ["日本", "語日", "本語"])
        #expect(wrapped("a\u{1B}b", columns: 10) == ["a\\eb"])
        #expect(wrapped("", columns: 10) == [""])
        #expect(wrapped("text", columns: 0) == [])
        #expect(wrapped("日", columns: 1) == ["日"])
    }

    @Test(
        arguments: [
            (34, "dcv_web_save_20261112T181820.687Z"), (32, "dcv_web_save_20261112T181820…"),
            (29, "dcv_web_save_20261112T181820…"), (28, "dcv_web_sav…20261112T181820"),
            (22, "dcv_we…20261112T181820"), (18, "dc…20261112T181820"), (14, "dcv_we…20.687Z"),
        ])
    func `a saved container keeps its day and time where its name is cut`(width: Int, shown: String) {
        #expect(clippedName("dcv_web_save_20261112T181820.687Z", to: width, ellipsis: "…") == shown)
    }

    @Test func `names are cut in the middle`() {
        #expect(clippedInMiddle("dcv_web_save_1", to: 14, ellipsis: "…") == "dcv_web_save_1")
        #expect(clippedInMiddle("dcv_web_save_1", to: 9, ellipsis: "…") == "dcv_…ve_1")
        #expect(columns(of: clippedInMiddle("日本語の名前です", to: 7, ellipsis: "…")) <= 7)
    }
}
