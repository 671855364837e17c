import Engine
import FoundationEssentials

extension DockerCLI: Engine {
    package func version() async throws(EngineError) -> EngineVersion {
        let command = Command(title: "version", arguments: ["version", "--format", VersionRow.template])
        guard let row = try await rows(of: command).first.flatMap(VersionRow.init) else {
            throw .unreadable(command: command.title, detail: "no version numbers")
        }
        if let shortcoming = row.shortcoming { throw shortcoming }
        return EngineVersion(
            engine: row.engine, client: row.client, host: endpoint == "local" ? "" : endpoint, kind: row.kind)
    }

    package func containers(
        labels: [String], having label: LabelValue?
    ) async throws(EngineError) -> [Container] {
        let labels = ListedLabels(labels)
        let filter = label.map { ["--filter", "label=\($0.key)=\($0.value)"] } ?? []
        let command = Command(
            title: "ps",
            arguments: ["ps", "--all", "--no-trunc"] + filter + ["--format", Container.template(labels: labels)])
        let found = try await rows(of: command).map { row throws(EngineError) in
            guard let container = Container(row: row, labels: labels) else {
                throw .unreadable(command: command.title, detail: "unexpected row of \(row.count) fields")
            }
            return container
        }
        return newestFirst(found)
    }

    /// Podman lists the oldest first.
    private func newestFirst(_ containers: [Container]) -> [Container] {
        guard let first = containers.first, let last = containers.last, first.createdAt < last.createdAt else {
            return containers
        }
        return containers.reversed()
    }

    /// With `--all`, since docker 29 hides untagged images without it. What the legacy builder leaves between the steps
    /// comes along only where a label is inherited: it sets those of the command line in its last step.
    package func images(labelled key: String) async throws(EngineError) -> [Image] {
        let command = Command(
            title: "images",
            arguments: [
                "images", "--all", "--no-trunc", "--filter", "label=\(key)", "--format", rowTemplate(Image.fields),
            ])
        return try await rows(of: command).map { row throws(EngineError) in
            guard let image = Image(row: row) else {
                throw .unreadable(command: command.title, detail: "unexpected row of \(row.count) fields")
            }
            return image
        }
    }

    package func inspect(containers: [String]) async throws(EngineError) -> [ContainerDetails] {
        guard !containers.isEmpty else { return [] }
        let command = Command(
            title: "container inspect", arguments: ["container", "inspect", "--"] + containers)
        let output = try await found(by: command) { if case .noSuchContainer = $0 { true } else { false } }
        return try decode([ContainerInspection].self, output, command).map(ContainerDetails.init)
    }

    /// Docker prints those it finds and complains about the others, one line each; its exit code is 1 for both reasons.
    private func found(
        by command: Command, isMissing: (EngineError) -> Bool
    ) async throws(EngineError) -> [UInt8] {
        let ending = try await collect(command)
        guard ending.exitCode != 0 else { return ending.output }
        for complaint in ending.words.split(whereSeparator: \.isNewline) {
            let error = error(of: command, exitCode: ending.exitCode, words: String(complaint))
            guard isMissing(error) else { throw error }
        }
        return ending.output
    }

    package func inspect(images: [String]) async throws(EngineError) -> [ImageDetails] {
        guard !images.isEmpty else { return [] }
        let command = Command(title: "image inspect", arguments: ["image", "inspect", "--"] + images)
        let ending = try await found(by: command) { if case .noSuchImage = $0 { true } else { false } }
        return try decode([ImageInspection].self, ending, command).map(ImageDetails.init)
    }

    /// Podman does not list `host` and `none`, which it has like docker.
    package func networks() async throws(EngineError) -> [String] {
        let command = Command(title: "network ls", arguments: ["network", "ls", "--format", rowTemplate([".Name"])])
        let names = try await rows(of: command).compactMap(\.first)
        return names + ["host", "none"].filter { !names.contains($0) }
    }

    package func logs(container: String, lines: Int) async throws(EngineError) -> [String] {
        let command = Command(
            title: "logs \(shortID(container))", arguments: ["logs", "--tail", "\(max(lines, 0))", "--", container])
        let ending = try await stream(command, tail: max(lines, 1)) { _ in }
        guard ending.exitCode == 0 else {
            throw error(of: command, exitCode: ending.exitCode, words: ending.lastLines.last ?? "").naming(container)
        }
        return ending.lastLines
    }

    package func history(image: String) async throws(EngineError) -> [ImageLayer] {
        let command = Command(
            title: "history",
            arguments: [
                "history", "--no-trunc", "--human=false", "--format", rowTemplate(ImageLayer.fields), "--", image,
            ])
        do throws(EngineError) {
            return try await rows(of: command).map { row throws(EngineError) in
                guard let layer = ImageLayer(row: row) else {
                    throw .unreadable(command: command.title, detail: "unexpected row of \(row.count) fields")
                }
                return layer
            }
        } catch .noSuchImage {
            throw .noSuchImage(image)
        }
    }
}

extension DockerCLI {
    private func rows(of command: Command) async throws(EngineError) -> [[String]] {
        let output = try await output(of: command)
        do { return try listingRows(output) } catch {
            throw .unreadable(command: command.title, detail: reason(error))
        }
    }

    private func decode<Value: Decodable>(
        _ type: Value.Type, _ output: [UInt8], _ command: Command
    ) throws(EngineError) -> Value {
        do { return try JSONDecoder.docker.decode(type, from: Data(output)) } catch {
            throw .unreadable(command: command.title, detail: reason(error))
        }
    }
}

/// Why an answer is none, in one short line.
private func reason(_ error: any Error) -> String {
    let words =
        switch error {
        case DecodingError.dataCorrupted(let context), DecodingError.keyNotFound(_, let context),
            DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            context.debugDescription
        default: "\(error)"
        }
    return String(words.prefix { !$0.isNewline && $0 != "." }.prefix(200))
}
