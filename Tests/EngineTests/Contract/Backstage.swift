@testable import DockerCLI
import DemoEngine
import Engine
import FoundationEssentials
import Synchronization
import TestSupport
import Testing

/// What a case needs beyond ``Engine``, and how a candidate does it.
protocol Backstage: Sendable {
    func addNetwork(_ name: String) async throws
    func removeNetwork(_ name: String) async throws
    func setPaused(_ container: ContainerReference, _ isPaused: Bool) async throws
    func volumes() async throws -> Set<String>
    /// Whether the condition holds at one of the moments when something may have changed, within 30 s.
    func anyMoment(meets condition: @escaping @Sendable () async throws -> Bool) async throws -> Bool
    /// Lets a second pass where time does not pass by itself.
    func letSecondPass() async
    /// Removes everything whose name begins with the id or that has it as its test label. Throws nothing.
    func cleanUp(_ id: String) async
}

struct DemoBackstage: Backstage {
    let engine: DemoEngine
    let clock: TestClock

    func addNetwork(_ name: String) async { await engine.addNetwork(name) }
    func removeNetwork(_ name: String) async { await engine.removeNetwork(name) }
    func volumes() async -> Set<String> { await engine.volumes }
    func cleanUp(_ id: String) async {}

    func setPaused(_ container: ContainerReference, _ isPaused: Bool) async throws {
        try await engine.setPaused(container.argument, isPaused)
    }

    func letSecondPass() async {
        clock.advance(by: 1)
        await engine.settle()
    }

    /// Lets the engine's clock run, a tenth of a second at a time.
    func anyMoment(meets condition: @escaping @Sendable () async throws -> Bool) async throws -> Bool {
        for _ in 0..<300 {
            if try await condition() { return true }
            clock.advance(by: 0.1)
            await engine.settle()
        }
        return false
    }
}

struct DockerBackstage: Backstage {
    let docker: DockerCLI

    func addNetwork(_ name: String) async throws { try await run(["network", "create", name]) }
    func removeNetwork(_ name: String) async throws { try await run(["network", "rm", name]) }
    func volumes() async throws -> Set<String> { Set(try await run(["volume", "ls", "--quiet"])) }

    func setPaused(_ container: ContainerReference, _ isPaused: Bool) async throws {
        try await run([isPaused ? "pause" : "unpause", container.argument])
    }

    func letSecondPass() async {}

    func anyMoment(meets condition: @escaping @Sendable () async throws -> Bool) async throws -> Bool {
        do {
            return try await awaiting("it", within: .seconds(30)) {
                try await condition()
            } until: {
                $0
            }
        } catch is NeverCame {
            return false
        }
    }

    func cleanUp(_ id: String) async {
        let label = "label=\(Fixture.label)=\(id)"
        await remove(["rm", "--force", "--volumes"], listed: ["ps", "--all", "--quiet", "--filter", label])
        await remove(["rm", "--force", "--volumes"], listed: ["ps", "--all", "--quiet", "--filter", "name=\(id)"])
        await remove(["rmi", "--force"], listed: ["images", "--all", "--quiet", "--filter", label])
        await remove(["network", "rm"], listed: ["network", "ls", "--quiet", "--filter", "name=\(id)"])
        await remove(["volume", "rm"], listed: ["volume", "ls", "--quiet", "--filter", "name=\(id)"])
    }

    private func remove(_ command: [String], listed list: [String]) async {
        guard let found = try? await run(list), !found.isEmpty else { return }
        _ = try? await run(command + Set(found))
    }

    @discardableResult
    private func run(_ arguments: [String]) async throws -> [String] {
        let output = try await docker.output(of: Command(title: arguments.joined(separator: " "), arguments: arguments))
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

/// A clock that stands still until it is told otherwise.
final class TestClock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_790_000_000))

    var now: Date { time.withLock { $0 } }

    func advance(by seconds: TimeInterval) {
        time.withLock { $0 += seconds }
    }
}

/// What was heard, in the order in which it came.
final class Heard<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    var all: [Element] { elements.withLock { $0 } }

    func append(_ element: Element) {
        elements.withLock { $0.append(element) }
    }

    func append(_ batch: [Element]) {
        elements.withLock { $0 += batch }
    }
}

typealias Lines = Heard<String>
