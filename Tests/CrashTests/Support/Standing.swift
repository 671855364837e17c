import TestSupport

/// How a family stands: enough to compare it, and to bring it back there without building anything.
struct Standing: Sendable {
    struct Place: Sendable {
        let id: String
        let name: String
        let policy: String
        let isRunning: Bool
    }

    let places: [Place]
    /// The image that is tagged stable.
    let stableImage: String?
    let images: Set<String>

    var ids: Set<String> { Set(places.map(\.id)) }

    /// Who serves.
    var active: String? { places.first(where: \.isRunning)?.id }
}

extension Bench {
    func standing() async throws -> Standing {
        let ids = try await ask("ps", "-aq", "--filter", "label=dockervisor.family=web").split(separator: "\n")
        let format = "{{.Id}} {{slice .Name 1}} {{.HostConfig.RestartPolicy.Name}} {{.State.Running}}"
        let lines = ids.isEmpty ? "" : try await ask(["inspect", "--format", format] + ids.map(String.init))
        let places = lines.split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            return Standing.Place(id: words[0], name: words[1], policy: words[2], isRunning: words[3] == "true")
        }
        let filter = ["--no-trunc", "--filter", "label=dockervisor.test=\(id)"]
        let stable = try await ask(["images", "--quiet", "web:dcv-stable"] + filter)
        let images = try await ask(["images", "--all", "--quiet"] + filter)
        return Standing(
            places: places, stableImage: stable.isEmpty ? nil : stable,
            images: Set(images.split(separator: "\n").map(String.init)))
    }

    /// Brings the family back by docker's own commands, as few as there need to be.
    func restore(_ wanted: Standing) async throws {
        let now = try await standing()
        try await each(["rm", "--force", "--volumes"], now.ids.subtracting(wanted.ids))
        let places = wanted.places.compactMap { place in
            now.places.first { $0.id == place.id }.map { (now: $0, wanted: place) }
        }
        let running = places.filter { $0.now.isRunning && !$0.wanted.isRunning }.map(\.now.id)
        try await each(["update", "--restart", "no"], running)
        try await each(["kill"], running)
        let misnamed = places.filter { $0.now.name != $0.wanted.name }.map(\.wanted)
        for place in misnamed { try await ask("rename", place.id, "aside_web_\(place.id.prefix(12))") }
        for place in misnamed { try await ask("rename", place.id, place.name) }
        try await each(["start"], places.filter { !$0.now.isRunning && $0.wanted.isRunning }.map(\.now.id))
        for policy in ["no", "unless-stopped"] {
            try await each(["update", "--restart", policy], wanted.places.filter { $0.policy == policy }.map(\.id))
        }
        try await restoreTag(of: wanted.stableImage, now: now.stableImage)
    }

    private func restoreTag(of wanted: String?, now: String?) async throws {
        guard wanted != now else { return }
        if let wanted {
            try await ask("tag", wanted, "web:dcv-stable")
        } else {
            try await ask("rmi", "web:dcv-stable")
        }
    }

    private func each(_ command: [String], _ ids: some Collection<String>) async throws {
        guard !ids.isEmpty else { return }
        try await ask(command + ids)
    }
}
