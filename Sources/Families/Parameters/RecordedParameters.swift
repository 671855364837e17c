import Engine
import FoundationEssentials

/// What a container was made with, as its label says it: canonical JSON; of `env` the names only.
package struct RecordedParameters: Hashable, Sendable, Encodable {
    package let arguments, env, networks, ports, raw, volumes: [String]

    package init(
        arguments: [String] = [], env: [String] = [], networks: [String] = [], ports: [String] = [],
        raw: [String] = [], volumes: [String] = []
    ) {
        (self.arguments, self.env, self.networks) = (arguments, env, networks)
        (self.ports, self.raw, self.volumes) = (ports, raw, volumes)
    }

    /// What is not in the label was not asked for; nil if there is none that can be read.
    package init?(of container: ContainerDetails) {
        guard let label = container.labels[Label.parameters],
            let lists = try? JSONDecoder().decode([String: [String]].self, from: Data(label.utf8))
        else { return nil }
        func list(_ key: CodingKeys) -> [String] { lists[key.stringValue, default: []] }
        self.init(
            arguments: list(.arguments), env: list(.env), networks: list(.networks), ports: list(.ports),
            raw: list(.raw), volumes: list(.volumes))
    }

    package var label: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: (try? encoder.encode(self)) ?? Data(), as: UTF8.self)
    }
}
