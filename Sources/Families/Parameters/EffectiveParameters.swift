import Engine
import FoundationEssentials

/// What a new container would get, and where each part of it comes from.
package struct EffectiveParameters: Hashable, Sendable {
    /// The Dockerparams file; nil if there is none.
    package var file: String?
    /// The configuration of it that would be used; nil for an unnamed one, and for none.
    package var configuration: String?
    /// In the order of people's questions: ports, volumes, networks, env, arguments, raw.
    package var items: [Item]

    package struct Item: Hashable, Sendable {
        /// As it is called in a Dockerparams file.
        package var key: String
        /// Of `env` the name only.
        package var value: String
        package var source: Source
    }

    package enum Source: Hashable, Sendable {
        case file
        /// `EXPOSE`, `VOLUME`.
        case image(instruction: String)
        /// The latest container has it, by that name.
        case predecessor(String)
    }
}

/// What a container was made with, as its label says it.
package struct RecordedParameters: Hashable, Sendable {
    package let arguments, env, networks, ports, raw, volumes: [String]

    /// What is not in it was not asked for. Throws a `DecodingError`.
    package init(_ label: String) throws {
        let recorded = try JSONDecoder().decode([String: [String]].self, from: Data(label.utf8))
        func list(_ key: String) -> [String] { recorded[key, default: []] }
        (arguments, env, networks) = (list("arguments"), list("env"), list("networks"))
        (ports, raw, volumes) = (list("ports"), list("raw"), list("volumes"))
    }
}

extension NewContainer {
    var effective: EffectiveParameters {
        let configured = parameters.configuration
        let ports = ports.map {
            item("ports", $0.argument, configured.ports == nil ? .image(instruction: "EXPOSE") : .file)
        }
        let generated = Set(generatedVolumes)
        let volumes = volumes.map { volume in
            let chosen: EffectiveParameters.Source =
                configured.volumes == nil ? .predecessor(predecessor?.name ?? "") : .file
            return item("volumes", volume.argument, generated.contains(volume) ? .image(instruction: "VOLUME") : chosen)
        }
        let rest =
            configured.networks.map { item("networks", $0, .file) }
            + configured.env.keys.sorted().map { item("env", $0, .file) }
            + configured.arguments.map { item("arguments", $0, .file) } + configured.raw.map { item("raw", $0, .file) }
        return EffectiveParameters(
            file: parameters.file, configuration: parameters.name, items: ports + volumes + rest)
    }

    private func item(_ key: String, _ value: String, _ source: EffectiveParameters.Source) -> EffectiveParameters.Item
    {
        EffectiveParameters.Item(key: key, value: value, source: source)
    }
}

extension Survey {
    /// What `start :new` would give a container now.
    package func effectiveParameters(of family: FamilyName, now: Date) async throws(Refusal) -> EffectiveParameters {
        let plan = try await plan(.startNew(family, configuration: nil), now: now)
        guard let situation = plan.basis, let image = situation.newestImage else {
            throw .state(
                problem: "there is no image \(family.latestReference)",
                remedy: "Build it: dockervisor build \(family) PATH")
        }
        let latest = situation.snapshot.family(family).latest
        return NewContainer(
            name: family, image: image, parameters: situation.parameters,
            predecessor: latest.flatMap { situation.details[$0.id] }
        ).effective
    }
}
