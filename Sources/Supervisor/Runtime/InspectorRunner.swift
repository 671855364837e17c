import Engine
import Families
import FoundationEssentials

/// Reads what the shown tab needs.
struct InspectorRunner: Sendable {
    let engine: any Engine
    let survey: Survey
    let journal: Journal?
    let now: @Sendable () -> Date

    private typealias Tell = @Sendable (InspectorEvent) -> Void

    func run(_ effect: InspectorEffect, tell: @escaping EffectRunner.Tell) async {
        let id = engine.id
        let tell: Tell = { tell(.inspector($0, on: id)) }
        switch effect {
        case .follow(let stream, let time): await follow(stream, after: time, tell)
        case .followNothing: break
        case .lookUp(let lookup): await lookUp(lookup, tell)
        case .readOlderLines(let page): await readOlderLines(page, tell)
        case .saveLog(let log, let file, let showsTimes): save(log, file, showsTimes: showsTimes, tell)
        }
    }

    private func lookUp(_ lookup: Lookup, _ tell: Tell) async {
        switch lookup {
        case .history(let family):
            let builds = (try? await engine.images(labelled: "\(Label.buildFamily)=\(family)")) ?? []
            let entries = (try? journal?.read().entries) ?? []
            tell(
                .historyRead(
                    .init(
                        family: family, builds: builds.withoutMemberTags,
                        entries: entries.filter { $0.family == family.text })))
        case .parameters(let family):
            do throws(Refusal) {
                let found = try await survey.effectiveParameters(of: family, now: now())
                tell(.parametersRead(.init(family: family, result: .success(found))))
            } catch {
                tell(.parametersRead(.init(family: family, result: .failure(error))))
            }
        case .layers(let images):
            var layers: [String: [ImageLayer]] = [:]
            for image in images { layers[image] = (try? await engine.history(image: image)) ?? [] }
            tell(.layersRead(layers))
        }
    }

    private func follow(_ stream: Stream, after: LogTime?, _ tell: @escaping Tell) async {
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

    private func readOlderLines(_ page: LogPage, _ tell: Tell) async {
        if let lines = try? await engine.logs(page) { tell(.olderLinesRead(lines, page.container)) }
    }

    /// As docker printed it; never over a file that is there already.
    private func save(_ log: LogBuffer, _ file: String, showsTimes: Bool, _ tell: Tell) {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let text = log.lines(log.numbers).map { line in
            (showsTimes ? line.time.date.formatted(style) + " " : "") + line.text + "\n"
        }
        let place = URL(filePath: file, relativeTo: URL(filePath: survey.folder.current, directoryHint: .isDirectory))
        do {
            try Data(text.joined().utf8).write(to: place, options: .withoutOverwriting)
            tell(.logSaved(place.path, lines: text.count, problem: nil))
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            tell(.logSaved(place.path, lines: 0, problem: "file exists"))
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
        case .fileNoSuchFile: "no such directory"
        case .fileWriteNoPermission: "permission denied"
        case .fileWriteOutOfSpace: "the disk is full"
        default: "write error"
        }
    }
}
