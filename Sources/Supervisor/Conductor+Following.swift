import Engine

extension Conductor {
    func follow(_ stream: Stream, _ tell: @escaping @Sendable (Event) -> Void) async {
        do throws(EngineError) {
            switch stream {
            case .logs(let container):
                try await engine.follow(LogRequest(container: container)) { tell(.logged($0, container)) }
            case .stats(let container):
                try await engine.measure(containers: [container]) { tell(.measured($0, container)) }
            }
            tell(.followingEnded(stream, nil))
        } catch .cancelled {
        } catch {
            tell(.followingEnded(stream, error))
        }
    }
}
