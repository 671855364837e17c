import Engine

/// What an engine said in one look: every container, and the images that dockervisor built.
package struct Snapshot: Hashable, Sendable {
    package var containers: [Container]
    package var images: [Image]
    /// What newest builds hold, by image id, as far as that matters.
    package var contents: [String: ContentHash]
    package var engine: EngineID

    package init(
        containers: [Container] = [], images: [Image] = [], contents: [String: ContentHash] = [:],
        engine: EngineID = .local
    ) {
        self.engine = engine
        self.containers = containers
        self.images = images
        self.contents = contents
    }

    /// Asks the engine both questions at once.
    ///
    /// - Parameters:
    ///   - family: whose builds to ask for, those without a tag included; nil: everybody's.
    ///   - known: contents of images that need not be asked for again; nil: builds are told apart by their ids.
    package init(
        of engine: some Engine, buildsOf family: FamilyName? = nil, knowing known: ImageContents? = nil
    ) async throws(EngineError) {
        let builds = Label.buildFamily + (family.map { "=\($0)" } ?? "")
        do {
            async let containers = engine.containers(labels: Label.listed)
            async let images = engine.images(labelled: builds)
            self.init(containers: try await containers, images: try await images, engine: engine.id)
            if let known { contents = await known.contents(of: buildsInDoubt, on: engine) }
        } catch let error as EngineError {
            throw error
        } catch {
            throw .unreadable(command: "ps", detail: "\(error)")
        }
    }

    /// Every family, by name.
    package var families: [Family] {
        let members = Dictionary(grouping: containers) { $0.labels[Label.family] }
        let images = Dictionary(grouping: images) { $0.repository }
        let names = Set(members.keys.compactMap(\.self)).union(images.keys.compactMap(\.self))
        return names.compactMap(Snapshot.familyName).sorted().map { name in
            Family(
                name: name, containers: members[name.text] ?? [], images: images[name.text] ?? [], contents: contents,
                engine: engine)
        }
    }

    /// The family of that name; one without containers and images if nothing has that name.
    package func family(_ name: FamilyName) -> Family {
        Family(
            name: name, containers: containers.filter { $0.labels[Label.family] == name.text },
            images: images.filter { $0.repository == name.text }, contents: contents, engine: engine)
    }

    /// Containers that no family has.
    package var foreign: [Container] {
        containers.filter { $0.labels[Label.family].flatMap(Snapshot.familyName) == nil }
    }

    /// nil for what was not written by dockervisor: names in other spellings would make one family two.
    private static func familyName(_ text: String) -> FamilyName? {
        guard let name = try? FamilyName(text), name.text == text else { return nil }
        return name
    }
}
