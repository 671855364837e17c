import Engine
import FoundationEssentials

extension DemoEngine {
    @discardableResult
    package func perform(
        _ call: EngineCall, output: @escaping @Sendable (String) -> Void
    ) async throws(EngineError) -> String {
        try look()
        calls.append(call)
        let failure = takeFailure(of: call)
        if let failure, !failure.isDoneNevertheless { throw failure.error }
        let result = try await carryOut(call, output)
        settle()
        if let failure { throw failure.error }
        return result
    }

    private func carryOut(
        _ call: EngineCall, _ output: @escaping @Sendable (String) -> Void
    ) async throws(EngineError) -> String {
        switch call {
        case .create(let request): return try world.create(request)
        case .start(let container):
            try await wait()
            try named(container) { () throws(EngineError) in try world.start(container.argument) }
        case .stop(let container):
            try await wait(steps: isStubborn(container) ? 10 : 1)
            try named(container) { () throws(EngineError) in try world.stop(container.argument) }
        case .rename(let container, let name):
            try named(container) { () throws(EngineError) in try world.rename(container.argument, to: name) }
        case .setRestartPolicy(let container, let policy):
            try named(container) { () throws(EngineError) in
                try world.setRestartPolicy(container.argument, policy)
            }
        case .connect(let container, let network, let alias):
            try named(container) { () throws(EngineError) in
                try world.connect(container.argument, network: network, alias: alias)
            }
        case .remove(let container):
            try named(container) { () throws(EngineError) in try world.remove(container.argument) }
        case .removeImage(let image): try world.remove(image: image)
        case .tag(let image, let reference): try world.tag(image, as: reference)
        case .untag(let reference): try world.untag(reference)
        case .importEmpty(let reference): world.importEmpty(as: reference)
        case .build(let request): try await build(request, output)
        }
        return ""
    }

    private func isStubborn(_ container: ContainerReference) -> Bool {
        guard let place = try? world.place(of: container.argument) else { return false }
        return world.containers[place].state == .running && world.containers[place].process.ignoresTermination
    }

    /// Errors name containers as people do.
    private func named(
        _ container: ContainerReference, _ verb: () throws(EngineError) -> Void
    ) throws(EngineError) {
        do { try verb() } catch {
            if case .noSuchContainer = error { throw .noSuchContainer(container.name) }
            throw error
        }
    }

    /// The lines come one step of the pace after the other; the image is there after the last one.
    private func build(
        _ request: BuildRequest, _ output: @escaping @Sendable (String) -> Void
    ) async throws(EngineError) {
        let file = try dockerfile(of: request)
        let build = file.map { world.planned(request, from: $0) } ?? world.planned(request)
        for line in build.lines {
            try await wait()
            output(line)
        }
        world.finish(try build.outcome.get(), request.reference)
    }

    /// nil where the folder is not there: the demo's own families are built from nothing.
    private func dockerfile(of request: BuildRequest) throws(EngineError) -> DemoDockerfile? {
        let files = FileManager.default
        guard files.fileExists(atPath: request.context) else { return nil }
        let path = request.dockerfile ?? request.context + "/Dockerfile"
        guard let data = files.contents(atPath: path) else {
            let words = "unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat \(path): "
            throw .refused(
                command: "build \(request.reference)", exitCode: 1, words: words + "no such file or directory")
        }
        return DemoDockerfile(String(decoding: data, as: UTF8.self))
    }
}
