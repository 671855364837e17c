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
