import Engine
import FoundationEssentials

extension DemoEngine {
    package func logs(_ page: LogPage) async throws(EngineError) -> [LogLine] {
        try look()
        let container = world.containers[try world.place(of: page.container)]
        let lines = container.lines(now: world.now, count: page.lines + page.newer)
        return lines.filter { $0.time < page.before }.suffix(page.lines)
    }

    package func follow(
        _ request: LogRequest, lines: @escaping @Sendable ([LogLine]) async -> Void
    ) async throws(EngineError) {
        try look()
        let id = world.containers[try world.place(of: request.container)].id
        var last = request.since
        var count = request.tail
        for await _ in moments() {
            guard let place = try? world.place(of: id) else { return }
            let container = world.containers[place]
            let news = container.lines(now: world.now, count: count).filter { line in
                last.map { line.time > $0 } ?? true
            }
            last = news.last?.time ?? last ?? LogTime(world.now)
            count = 1000
            if !news.isEmpty { await lines(news) }
            if !container.state.isActive { return }
        }
        try end("logs")
    }

    package func measure(
        containers: [String], samples: @escaping @Sendable ([StatsSample]) async -> Void
    ) async throws(EngineError) {
        try look()
        for container in containers { _ = try world.place(of: container) }
        var lastTaken: Date?
        for await _ in moments() {
            let found = containers.compactMap { try? world.place(of: $0) }.map { world.containers[$0] }
            if found.isEmpty { return }
            let now = world.now
            if let lastTaken, now.timeIntervalSince(lastTaken) < 1 { continue }
            let isFirst = lastTaken == nil
            lastTaken = now
            let taken = found.compactMap { $0.sample(at: now, isFirst: isFirst) }
            if !taken.isEmpty { await samples(taken) }
        }
        try end("stats")
    }

    package func history(image: String) async throws(EngineError) -> [ImageLayer] {
        try look()
        return world.images[try world.place(ofImage: image)].layers
    }

    private func end(_ command: String) throws(EngineError) {
        if let outage { throw outage }
        throw .cancelled(command: command)
    }
}

extension DemoEngine {
    /// One at once, then one whenever something may have happened: after each call, and with the pace. Ends when the
    /// task is cancelled or the engine goes away.
    private func moments() -> AsyncStream<Void> {
        let (moments, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        watcherCount += 1
        let number = watcherCount
        watchers[number] = continuation
        let beat = pace > .zero ? Task { await self.beat(number) } : nil
        continuation.onTermination = { _ in
            beat?.cancel()
            Task { await self.forget(number) }
        }
        continuation.yield()
        return moments
    }

    private func beat(_ number: Int) async {
        while !Task.isCancelled, watchers[number] != nil {
            try? await Task.sleep(for: pace)
            settle()
        }
    }

    private func forget(_ number: Int) {
        watchers[number] = nil
    }
}
