import Engine
import FoundationEssentials

extension Conductor {
    func follow(_ stream: Stream, after: LogTime?, _ tell: @escaping @Sendable (Event) -> Void) async {
        do throws(EngineError) {
            switch stream {
            case .logs(let container, let start):
                let since = after ?? start?.time(from: now())
                let request = LogRequest(container: container, tail: since == nil ? 1000 : 100_000, since: since)
                try await engine.follow(request) { tell(.logged($0, container)) }
            case .stats(let container):
                try await engine.measure(containers: [container]) { tell(.measured($0, container)) }
            }
            tell(.followingEnded(stream, nil))
        } catch .cancelled {
        } catch {
            tell(.followingEnded(stream, error))
        }
    }

    func readOlderLines(_ page: LogPage, _ tell: (Event) -> Void) async {
        if let lines = try? await engine.logs(page) { tell(.olderLinesRead(lines, page.container)) }
    }

    /// As docker printed it; never over a file that is there already.
    func save(_ log: LogBuffer, _ file: String, showsTimes: Bool, _ tell: (Event) -> Void) {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let text = log.lines(log.numbers).map { line in
            (showsTimes ? line.time.date.formatted(style) + " " : "") + line.text + "\n"
        }
        let place = URL(filePath: file, relativeTo: URL(filePath: survey.folder.current, directoryHint: .isDirectory))
        do {
            try Data(text.joined().utf8).write(to: place, options: .withoutOverwriting)
            tell(.logSaved(place.path, lines: text.count, problem: nil))
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            tell(.logSaved(place.path, lines: 0, problem: "there is such a file already"))
        } catch let error as CocoaError {
            tell(.logSaved(place.path, lines: 0, problem: error.words))
        } catch {
            tell(.logSaved(place.path, lines: 0, problem: "\(error)"))
        }
    }
}

extension CocoaError {
    fileprivate var words: String {
        switch code {
        case .fileNoSuchFile: "there is no such folder"
        case .fileWriteNoPermission: "you may not write there"
        case .fileWriteOutOfSpace: "the disk is full"
        default: "it cannot be written there"
        }
    }
}
