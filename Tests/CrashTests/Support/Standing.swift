import TestSupport

/// How a family stands: enough to compare it, and to bring it back there without building anything.
struct Standing: Sendable {
    struct Place: Sendable {
        let id: String
        let name: String
        let policy: String
        let isRunning: Bool
        /// Full id of the image it was made from; it may be gone.
        let image: String
        /// As ``Bench/containers()`` tells of it.
        let line: String
    }

    let places: [Place]
    /// Every reference of the family's but `latest`, with the id of its image.
    let references: [String: String]
    let images: Set<String>

    /// The image that is tagged stable.
    var stableImage: String? { references["web:dcv-stable"] }

    /// References that keep an image of which there is no container.
    var orphans: [String] {
        references.filter { reference, image in
            reference != "web:dcv-stable" && !places.contains { $0.image == image }
        }.keys.sorted()
    }

    var ids: Set<String> { Set(places.map(\.id)) }

    /// As ``Bench/containers()`` tells it.
    var picture: String { places.map(\.line).sorted().joined(separator: "\n") }

    /// Who serves.
    var active: String? { places.first(where: \.isRunning)?.id }
}

extension Bench {
    func standing() async throws -> Standing {
        let ids = try await ask("ps", "-aq", "--filter", "label=dockervisor.family=web").split(separator: "\n")
        let format = """
            {{.Id}} {{slice .Name 1}} {{.HostConfig.RestartPolicy.Name}} {{.State.Running}} {{.State.Status}} \
            {{.Config.Labels.version}} {{index .Config.Labels "dockervisor.image"}}
            """
        let lines = ids.isEmpty ? "" : try await ask(["inspect", "--format", format] + ids.map(String.init))
        let places = lines.split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            return Standing.Place(
                id: words[0], name: words[1], policy: words[2], isRunning: words[3] == "true", image: words[6],
                line: withoutTime("\(words[1]) \(words[4]) \(words[2]) \(words[5])"))
        }
        let listing = ["images", "--all", "--no-trunc", "--filter", "label=dockervisor.test=\(id)"]
        let images = try await ask(listing + ["--format", "{{.ID}} {{.Repository}}:{{.Tag}}"]).split(separator: "\n")
            .map { $0.split(separator: " ").map(String.init) }
        return Standing(
            places: places,
            references: Dictionary(
                images.filter { $0[1].hasPrefix("web:dcv-") }.map { ($0[1], $0[0]) }, uniquingKeysWith: { $1 }),
            images: Set(images.map { $0[0] }))
    }

    /// Brings the family back by docker's own commands, as few as there need to be.
    ///
    /// - Parameter now: how it stands, if that is known.
    func restore(_ wanted: Standing, from now: Standing? = nil) async throws {
        let now = if let now { now } else { try await standing() }
        try await each(["rm", "--force", "--volumes"], now.ids.subtracting(wanted.ids))
        let places = wanted.places.compactMap { place in
            now.places.first { $0.id == place.id }.map { (now: $0, wanted: place) }
        }
        let running = Set(places.filter { $0.now.isRunning && !$0.wanted.isRunning }.map(\.now.id))
        try await each(["update", "--restart", "no"], running)
        try await each(["kill"], running)
        let misnamed = places.filter { $0.now.name != $0.wanted.name }.map(\.wanted)
        for place in misnamed { try await ask("rename", place.id, "aside_web_\(place.id.prefix(12))") }
        for place in misnamed { try await ask("rename", place.id, place.name) }
        try await each(["start"], places.filter { !$0.now.isRunning && $0.wanted.isRunning }.map(\.now.id))
        for policy in ["no", "unless-stopped"] {
            let others = places.filter { place in
                place.wanted.policy == policy && (running.contains(place.now.id) ? "no" : place.now.policy) != policy
            }
            try await each(["update", "--restart", policy], others.map(\.now.id))
        }
        for (reference, image) in wanted.references where now.references[reference] != image {
            try await ask("tag", image, reference)
        }
        try await each(["rmi"], Set(now.references.keys).subtracting(wanted.references.keys))
    }

    private func each(_ command: [String], _ ids: some Collection<String>) async throws {
        guard !ids.isEmpty else { return }
        try await ask(command + ids)
    }
}
