import Engine
import FoundationEssentials

extension DemoWorld {
    mutating func tag(_ image: String, as reference: String) throws(EngineError) {
        let place = try place(ofImage: image)
        let (repository, tag) = splitReference(reference)
        move("\(repository):\(tag)", to: images[place].id)
        tell("tag", image: images[place].id)
    }

    /// By id: refused while it has several references, or a container uses it.
    mutating func remove(image: String) throws(EngineError) {
        let place = try place(ofImage: image)
        let found = images[place]
        func refused(_ why: String) -> EngineError {
            .refused(
                command: "image rm \(shortID(found.id))", exitCode: 1,
                words: "conflict: unable to delete \(shortID(found.id)) (must be forced) - \(why)")
        }
        if found.references.count > 1 { throw refused("image is referenced in multiple repositories") }
        if let user = user(of: found) { throw refused("image is being used by stopped container \(shortID(user.id))") }
        delete(found.id)
    }

    /// By reference: the image goes with its last one.
    mutating func untag(_ reference: String) throws(EngineError) {
        let (repository, tag) = splitReference(reference)
        let name = "\(repository):\(tag)"
        guard let place = images.firstIndex(where: { $0.references.contains(name) }) else {
            throw .noSuchImage(reference)
        }
        let found = images[place]
        guard found.references.count == 1 else {
            images[place].references.removeAll { $0 == name }
            return tell("untag", image: found.id)
        }
        if let user = user(of: found) {
            let why = "container \(shortID(user.id)) is using its referenced image \(shortID(found.id))"
            throw .refused(
                command: "image rm \(reference)", exitCode: 1,
                words: "conflict: unable to remove repository reference \"\(reference)\" (must force) - \(why)")
        }
        delete(found.id)
    }

    /// An image that has nothing in it.
    mutating func importEmpty(as reference: String) {
        finish(DemoImage(id: "sha256:" + demoID("import " + nextID()), createdAt: now), reference)
    }

    private func user(of image: DemoImage) -> DemoContainer? { containers.first { $0.imageID == image.id } }

    mutating func delete(_ id: String) {
        images.removeAll { $0.id == id }
        tell("delete", image: id)
    }

    private mutating func move(_ reference: String, to id: String) {
        for place in images.indices {
            images[place].references.removeAll { $0 == reference }
            if images[place].id == id { images[place].references.append(reference) }
        }
    }

    /// What these instructions make. The same instructions and labels make the same id.
    func planned(_ request: BuildRequest, from file: DemoDockerfile) -> DemoBuild {
        let instructions = file.instructions + request.labelInstruction
        var image = DemoImage(id: "sha256:" + demoID(instructions.map(\.text).joined(separator: "\n")), createdAt: now)
        image.size = 1_980_000 + 40_000 * instructions.count
        var lines = ["Sending build context to Docker daemon  2.048kB"]
        for (index, instruction) in instructions.enumerated() {
            lines.append("Step \(index + 1)/\(instructions.count) : \(instruction.text)")
            do throws(EngineError) { try apply(instruction, to: &image, request) } catch {
                return DemoBuild(lines: lines, outcome: .failure(error))
            }
            lines.append(" ---> \(demoID(image.id + "\(index)").prefix(12))")
        }
        image.labels.merge(request.labels) { _, own in own }
        image.content = ContentHash(of: file.instructions.map(\.text))
        let base = instructions.first { $0.word == "FROM" }.flatMap { try? place(ofImage: $0.argument) }
        let own = DemoWorld.layers(of: instructions.filter { $0.word != "FROM" }.map(\.text), image)
        image.layers = own + (base.map { images[$0].layers } ?? [])
        return DemoBuild(lines: lines + request.lastLines(of: image), outcome: .success(image))
    }

    /// Adds the image if it is new and gives it the tag.
    mutating func finish(_ image: DemoImage, _ reference: String) {
        if !images.contains(where: { $0.id == image.id }) { images.append(image) }
        let (repository, tag) = splitReference(reference)
        let loser = images.first { $0.id != image.id && $0.references == ["\(repository):\(tag)"] }
        move("\(repository):\(tag)", to: image.id)
        tell("tag", image: image.id)
        if let loser, store == .containerd { delete(loser.id) }
    }

    /// As docker's legacy builder writes them, newest first; what copies or runs has the image's size, in equal parts.
    static func layers(of steps: [String], _ image: DemoImage) -> [ImageLayer] {
        func adds(_ step: String) -> Bool { ["COPY ", "ADD ", "RUN "].contains { step.hasPrefix($0) } }
        let size = image.size / max(1, steps.filter(adds).count)
        return steps.enumerated().reversed().map { place, step in
            let words = step.hasPrefix("RUN ") ? "/bin/sh -c " + step.dropFirst(4) : "/bin/sh -c #(nop)  " + step
            return ImageLayer(
                id: place == steps.count - 1 ? image.id : "sha256:" + demoID(image.id + "layer \(place)"),
                createdBy: words, createdAt: image.createdAt, size: adds(step) ? size : 0)
        }
    }

    private func apply(
        _ instruction: DemoDockerfile.Instruction, to image: inout DemoImage, _ request: BuildRequest
    ) throws(EngineError) {
        switch instruction.word {
        case "FROM": try inherit(instruction.argument, image: &image)
        case "COPY", "ADD": image.executables.insert(instruction.words.last ?? "")
        case "EXPOSE": image.exposedPorts += instruction.words.map { $0.contains("/") ? $0 : "\($0)/tcp" }
        case "VOLUME": image.volumePaths += instruction.words
        case "LABEL" where instruction.line > 0: image.labels.merge(instruction.pairs) { _, own in own }
        case "CMD": image.command = instruction.command
        case "ENTRYPOINT": (image.entryPoint, image.command) = (instruction.command, [])
        case "HEALTHCHECK": image.healthCheck = DemoHealthCheck(instruction)
        case "RUN": try run(instruction, request)
        case "LABEL", "ENV", "ARG", "WORKDIR", "USER", "STOPSIGNAL", "SHELL", "ONBUILD", "MAINTAINER": break
        default:
            let words = "dockerfile parse error line \(instruction.line): unknown instruction: \(instruction.word)"
            throw .refused(command: "build \(request.reference)", exitCode: 1, words: words)
        }
    }

    private func inherit(_ name: String, image: inout DemoImage) throws(EngineError) {
        guard name != "scratch" else { return }
        let base = images[try place(ofImage: name)]
        let new = image
        image = DemoImage(id: new.id, createdAt: new.createdAt)
        image.size = base.size + new.size
        (image.exposedPorts, image.volumePaths, image.labels) = (base.exposedPorts, base.volumePaths, base.labels)
        (image.entryPoint, image.command, image.healthCheck) = (base.entryPoint, base.command, base.healthCheck)
        (image.executables, image.chatter) = (base.executables, base.chatter)
    }

    private func run(_ instruction: DemoDockerfile.Instruction, _ request: BuildRequest) throws(EngineError) {
        let code = DemoProcess(command: instruction.command).end?.exitCode ?? 0
        guard code != 0 else { return }
        let command = instruction.command.joined(separator: " ")
        throw .refused(
            command: "build \(request.reference)", exitCode: code,
            words: "The command '\(command)' returned a non-zero code: \(code)")
    }
}

/// A build before it happens.
struct DemoBuild {
    /// What docker's legacy builder (20.10) would print.
    var lines: [String]
    var outcome: Result<DemoImage, EngineError>
}

extension BuildRequest {
    func lastLines(of image: DemoImage) -> [String] {
        ["Successfully built \(shortID(image.id))", "Successfully tagged \(reference)"]
    }

    /// `--label` of docker's legacy builder is one more instruction at the end.
    fileprivate var labelInstruction: [DemoDockerfile.Instruction] {
        guard !labels.isEmpty else { return [] }
        let pairs = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return [DemoDockerfile.Instruction(word: "LABEL", argument: pairs.joined(separator: " "), line: 0)]
    }
}

extension DemoHealthCheck {
    /// Healthy after the interval, unless the command is one that fails; nil for `NONE`.
    fileprivate init?(_ instruction: DemoDockerfile.Instruction) {
        guard instruction.argument != "NONE" else { return nil }
        let isFailing = instruction.argument.contains("exit 1") || instruction.argument.contains("false")
        let interval = instruction.words.first { $0.hasPrefix("--interval=") }?.dropFirst(11).prefix { $0.isNumber }
        let seconds = interval.flatMap { TimeInterval($0) } ?? 30
        self.init(answer: isFailing ? .unhealthy : .healthy, delay: isFailing ? seconds * 3 : seconds)
    }
}
