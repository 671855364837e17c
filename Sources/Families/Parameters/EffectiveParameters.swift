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
