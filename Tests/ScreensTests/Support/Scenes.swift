import Console
import Engine
@testable import Families
import FoundationEssentials
import Screens
import Supervisor
import Testing

/// A state that people see, by its name; drawn at every size.
struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    let make: @Sendable (Size) -> State

    init(_ name: String, _ make: @escaping @Sendable (Size) -> State) {
        self.name = name
        self.make = make
    }

    /// One that is led there by keys and events, from the fleet on a live engine.
    init(_ name: String, after change: @escaping @Sendable (inout State) -> Void) {
        self.init(name) { size in
            var state = State.live(size)
            change(&state)
            return state
        }
    }

    var testDescription: String { name }

    static let all: [Scene] = panes + tabs + works + dialogs + engines
}

// MARK: Panes

extension Scene {
    private static let panes = [
        Scene("overview") { _ in },
        Scene("containers focused") { $0.type("2j") },
        Scene("zoomed families") { $0.type("z") },
        Scene("zoomed containers") { $0.type("2z") },
        Scene("all containers") { $0.type("a") },
        Scene("filter") { $0.type("/e") },
        Scene("marked rows") { $0.type("g  ") },
        Scene("frozen") { $0.type("!") },
        Scene("an operation that was interrupted") { state in
            state.readInterruption(isUnderWay: false, recovery: "revert to dcv_shop")
        },
        Scene("an operation that may be under way elsewhere") { state in
            state.readInterruption(isUnderWay: true, recovery: nil)
        },
        Scene("a family that was only built") { $0.lists.selectedFamily = FamilyID(family("new"), on: .local) },
    ]
}

extension State {
    fileprivate mutating func readInterruption(isUnderWay: Bool, recovery: String?) {
        let shop = family("shop")
        lists.selectedFamily = FamilyID(shop, on: .local)
        let record = OperationRecord(
            kind: .new, words: "start shop :new", from: nil, to: nil,
            holder: Holder(by: "ada@harbour", machine: "m", boot: "b", process: 7, processStart: "1"), at: now - 60)
        let interruption = Interruption(family: shop, record: record)
        let found = Interrupted(interruption: interruption, isUnderWay: isUnderWay, recovery: recovery)
        hear(.connection(.interruptionsRead([shop: found])))
    }
}

// MARK: Tabs

extension Scene {
    private static let tabs = [
        Scene("logs") { $0.readLog("L") },
        Scene("logs searched") { state in
            state.readLog("LLt/fatal")
            state.hear(.pressed(.enter))
        },
        Scene("logs, since when") { $0.readLog("LLT10m") },
        Scene("stats") { state in
            state.type("S")
            for second in 0..<90 {
                let sample = StatsSample(
                    container: webDetails.id, takenAt: now + Double(second),
                    cpuPercent: 20 + 15 * Double(second % 13) / 13, memory: 50_000_000 + second * 100_000,
                    memoryLimit: 512_000_000, received: ByteCount(second * 9000), sent: ByteCount(second * 70_000),
                    read: ByteCount(0), written: ByteCount(second * 4096), processes: 4)
                state.hear(.inspector(.measured([sample], webDetails.id)))
            }
        },
        Scene("compare") { state in
            state.type("C")
            state.hear(
                .inspector(
                    .layersRead([imageB: [ImageLayer(createdBy: "COPY . /app", createdAt: now, size: 9_000_000)]])))
        },
        Scene("history") { state in
            state.type("H")
            let entry = JournalEntry(
                at: now - 500, by: "ada@harbour", engine: "local", family: "web", what: "rollback web", from: nil,
                to: nil, outcome: "done", problem: nil, seconds: 0.6, why: "it is 3 in the morning", parameters: nil)
            state.hear(
                .inspector(
                    .historyRead(
                        .init(family: web, builds: fleet.images.filter { $0.repository == "web" }, entries: [entry]))))
        },
        Scene("parameters") { state in
            state.type("P")
            let items = [
                EffectiveParameters.Item(key: "ports", value: "8080:8080/tcp", source: .image(instruction: "EXPOSE")),
                EffectiveParameters.Item(key: "env", value: "TOKEN", source: .file),
            ]
            let found = EffectiveParameters(file: "/srv/web/dcv-web", configuration: "production", items: items)
            state.hear(.inspector(.parametersRead(.init(family: web, result: .success(found)))))
        },
    ]
}

extension State {
    fileprivate mutating func readLog(_ keys: String) {
        type("L")
        let lines: [(String, LogLine.Source)] = [
            ("GET / 200 4ms", .output), ("\u{1B}[1;31mfatal:\u{1B}[0m no configuration", .errors),
            ("日本語, and a line that is longer than a narrow terminal has columns, so that it goes on below", .output),
            ("GET /style.css 200 1ms", .output),
        ]
        let logged = lines.enumerated().map { place, line in
            LogLine(line.0, line.1, at: LogTime(now + Double(place)))
        }
        hear(.inspector(.logged(logged, webDetails.id)))
        type(String(keys.dropFirst()))
    }
}

// MARK: Works

extension Scene {
    private static let works = [
        Scene("probation") { state in
            let plan = state.beginRollback()
            for step in plan.steps.prefix(3) {
                state.hear(
                    .operation(.progressed(web, .began(step.call))), .operation(.progressed(web, .finished(step.call))))
            }
            if let promoted = plan.promoted {
                let watch = ProbationReport(
                    container: promoted, serving: .seconds(7), good: .seconds(7), needed: .seconds(10),
                    health: .starting)
                state.hear(.operation(.progressed(web, .watched(watch))))
            }
        },
        Scene("a switch that failed") { state in
            let plan = state.beginRollback()
            let failure = Outcome.Failure(
                plan: plan, step: plan.steps[2], problem: "dcv_web_stable exited at once with code 3",
                remedy: "Check its logs: docker logs dcv_web_stable", blamed: "dcv_web_stable",
                lastLines: ["fatal: no disk"])
            state.hear(.operation(.ended(web, .undone(failure))))
        },
        Scene("a switch that needs a person") { state in
            let plan = state.beginRollback()
            var failure = Outcome.Failure(
                plan: plan, step: plan.steps[2], problem: "dcv_web_stable exited at once with code 3",
                remedy: "Check its logs: docker logs dcv_web_stable", blamed: "dcv_web_stable",
                lastLines: [])
            failure.undoProblem = "docker start failed (exit 1): no space left on device"
            failure.remaining = [plan.steps[1].call]
            state.hear(.operation(.ended(web, .needsPerson(failure))))
        },
        Scene("a build") { state in
            state.hear(.operation(.folderFound(web, folder: "/srv/web")), .pressed(.enter))
            state.hear(
                .operation(
                    .buildPrinted(
                        web, ["Step 1/3 : FROM alpine", " ---> Using cache", "Step 2/3 : RUN make", "cc -c main.c"])),
                .operation(.ticked))
        },
    ]
}

extension State {
    fileprivate mutating func beginRollback() -> Plan {
        ask(.rollback(web))
        hear(.pressed(.enter))
        return confirmed(.rollback(web)).plan
    }
}

// MARK: Dialogs

extension Scene {
    private static let dialogs = [
        Scene("help") { $0.type("?") },
        Scene("menu") { $0.hear(.pressed(.enter)) },
        Scene("palette") { $0.type(":sta") },
        Scene("copy") { $0.type("c") },
        Scene("a folder is asked for") { $0.hear(.operation(.folderFound(web, folder: "/srv/web"))) },
        Scene("a configuration is asked for") {
            $0.hear(.operation(.configurationsRead(web, names: ["production", "test"], preselected: "test")))
        },
        Scene("a rollback is to be confirmed") { $0.ask(.rollback(web)) },
        Scene("a plan that changed") { $0.ask(.rollback(web), isChanged: true) },
        Scene("a plan after a recovery") { state in
            state.operations.planning = .startNew(web, configuration: nil)
            var asked = confirmed(.startNew(web, configuration: nil))
            asked.recovery = confirmed(.recover(family("shop"))).plan
            state.hear(.operation(.planned(.startNew(web, configuration: nil), asked)))
        },
        Scene("a deletion is to be confirmed") { $0.ask(.cleanUp(web, containers: nil)) },
        Scene("several are to be confirmed") { state in
            let operations: [Families.Operation] = [.rollback(web), .stop(family("cron"))]
            state.operations.batch = operations
            let refusal = Refusal.state(problem: "cron is already stopped", remedy: "Nothing to do")
            state.hear(
                .operation(
                    .batchPlanned(
                        operations, Batch([.planned(confirmed(.rollback(web))), .refused(operations[1], refusal)]))))
        },
        Scene("quitting while a switch is under way") { state in
            _ = state.beginRollback()
            state.type("q")
        },
        Scene("read-only") { state in
            state.settings.isReadOnly = true
            state.type("r")
        },
    ]
}

// MARK: Engines

extension Scene {
    private static let engines = [
        Scene("connecting") { State(endpoint: "ssh://ops@web1", size: $0) },
        Scene("a stable one that is gone") { size in
            var pruned = fleet
            pruned.containers.remove(at: 1)
            pruned.images.append(
                Image(id: imageA, repository: "web", tag: "dcv-stable", createdAt: now - 720, size: "1MB"))
            return .live(size, pruned)
        },
        Scene("an engine without families") { .live($0, Snapshot()) },
        first(
            "permission denied",
            .permissionDenied(endpoint: "local", words: "permission denied while trying to connect")),
        first("no engine", .unreachable(endpoint: "ssh://ops@web1", words: "Cannot connect to the Docker daemon")),
        first("no docker", .noDockerCLI("docker")),
        first(
            "an engine that is too old",
            .versionsApart(
                words: "client version 1.51 is too new. Maximum supported API version is 1.22", isClientOld: false)),
        first(
            "an engine that is too new",
            .versionsApart(
                words: "client version 1.22 is too old. Minimum supported API version is 1.44", isClientOld: true)),
        Scene("an engine that is silent") { $0.hear(.connection(.pollDue), .connection(.engineSilent(seconds: 12))) },
        Scene("an engine that was lost") {
            $0.hear(
                .connection(
                    .snapshotFailed(.silent(command: "ps", after: .seconds(12)), at: now.addingTimeInterval(40))))
        },
    ]

    /// Nothing was known before.
    private static func first(_ name: String, _ error: EngineError) -> Scene {
        Scene(name) { size in
            var state = State(endpoint: "local", size: size)
            state.hear(.opened, .connection(.snapshotFailed(error, at: now)))
            return state
        }
    }
}
