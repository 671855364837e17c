import Engine
import FoundationEssentials

/// Finds what a build needs, and builds.
package struct Builder: Sendable {
    package let engine: any Engine
    package let folder: DockerparamsFolder

    package init(engine: any Engine, folder: DockerparamsFolder) {
        self.engine = engine
        self.folder = folder
    }

    // MARK: Before

    /// Checks all that can be checked beforehand. Changes nothing.
    package func plan(_ order: BuildOrder) async throws(Refusal) -> BuildPlan {
        try refuseOwnOptions(order.options)
        let before = try await latestImage(of: order.family)
        let snapshot: Snapshot
        do { snapshot = try await Snapshot(of: engine) } catch { throw .engine(error) }
        try snapshot.refuseClash(with: order.family)
        let place = try place(of: order, last: before)
        let parameters: (file: String, content: Dockerparams)?
        do { parameters = try folder.find(order.family, in: [folder.current, place.context]) } catch {
            throw .parameters(error)
        }
        return BuildPlan(
            request: BuildRequest(
                reference: order.family.latestReference, context: place.context, dockerfile: place.dockerfile,
                labels: [
                    Label.buildFamily: order.family.text, Label.buildContext: place.context,
                    Label.buildDockerfile: place.dockerfile,
                ], options: order.options),
            imageBefore: before, keeping: try await keepingImages(of: snapshot.family(order.family)),
            parametersFile: parameters?.file, notes: place.notes, family: order.family,
            parameters: parameters?.content)
    }

    /// The folder of the family's last build; nil if there was none.
    package func lastContext(of family: FamilyName) async throws(Refusal) -> String? {
        try await latestImage(of: family)?.labels[Label.buildContext]
    }

    private func refuseOwnOptions(_ options: [String]) throws(Refusal) {
        for (index, option) in options.enumerated() {
            if namesDockerfile(option) {
                throw .usage(
                    problem: "'\(option)' after '--' would be ignored by the next build",
                    remedy: "Put it before '--': dockervisor build NAME PATH -f FILE")
            }
            let next = index + 1 < options.count ? options[index + 1] : ""
            let isOwnLabel = option == "--label" && next.hasPrefix("dockervisor.")
            if isOwnLabel || option.hasPrefix("--label=dockervisor.") {
                throw .usage(
                    problem: "labels that start with 'dockervisor.' are reserved",
                    remedy: "Remove or rename the label")
            }
        }
    }

    /// `-f`, `-fFILE`, `-qf`, `--file`, `--file=FILE`.
    private func namesDockerfile(_ option: String) -> Bool {
        if option.hasPrefix("--") { return option == "--file" || option.hasPrefix("--file=") }
        return option.hasPrefix("-") && option.dropFirst().drop { $0 == "q" }.first == "f"
    }

    private func latestImage(of family: FamilyName) async throws(Refusal) -> ImageDetails? {
        do throws(EngineError) {
            return try await engine.inspect(image: family.latestReference)
        } catch .noSuchImage {
            return nil
        } catch {
            throw .engine(error)
        }
    }

    private func keepingImages(of family: Family) async throws(Refusal) -> [EngineCall] {
        let images: [ImageDetails]
        do { images = try await engine.inspect(images: family.memberImages) } catch { throw .engine(error) }
        return untaggedImages(of: family, among: byID(images)).map {
            .tag(image: $0, reference: family.name.memberReference(of: $0))
        }
    }

    // MARK: The build

    /// Builds, and keeps the Dockerparams when that went well.
    ///
    /// - Parameter output: is told each line of docker's output, raw.
    package func carryOut(
        _ plan: BuildPlan, output: @escaping @Sendable (String) -> Void
    ) async throws(Refusal) -> BuildResult {
        let image: ImageDetails
        do {
            for call in plan.keeping { try await keep(call) }
            try await engine.perform(.build(plan.request), output: output)
            image = try await engine.inspect(image: plan.request.reference)
        } catch {
            throw .engine(error)
        }
        var kept: String?
        if let parameters = plan.parameters {
            do { kept = try folder.keep(parameters, of: plan.family) } catch { throw .parameters(error) }
        }
        return BuildResult(
            family: plan.family, image: image.id, isNew: !isSame(image, plan.imageBefore), keptParameters: kept)
    }

    private func isSame(_ image: ImageDetails, _ before: ImageDetails?) -> Bool {
        before.map { $0.id == image.id || $0.content.matches(image.content) } ?? false
    }

    /// One that is gone by now cannot be kept, and need not be.
    private func keep(_ call: EngineCall) async throws(EngineError) {
        do throws(EngineError) { try await engine.perform(call) } catch {
            guard case .noSuchImage = error else { throw error }
        }
    }
}
