import Engine
import FoundationEssentials

/// Two containers side by side, what an admin asks when one works and the other does not.
package struct Comparison: Hashable, Sendable {
    package var rows: [Row]

    /// One thing, as it is left and right.
    package struct Row: Hashable, Sendable {
        /// Short and lowercase: `image`, `env`. Rows of one list have the same.
        package var label: String
        /// nil: it is not there.
        package var left: String?
        package var right: String?
        package var isDifferent: Bool

        package init(_ label: String, _ left: String?, _ right: String?, isDifferent: Bool? = nil) {
            self.label = label
            self.left = left
            self.right = right
            self.isDifferent = isDifferent ?? (left != right)
        }
    }

    package var differences: Int { rows.count { $0.isDifferent } }

    /// - Parameters:
    ///   - sizes: of both images, if they are known.
    ///   - layers: of both images, newest first, as ``Engine/history(image:)`` tells them.
    package init(
        _ left: ContainerDetails, _ right: ContainerDetails, sizes: (left: Int?, right: Int?) = (nil, nil),
        layers: (left: [ImageLayer], right: [ImageLayer]) = ([], [])
    ) {
        rows = [
            Row("image", shortID(left.imageID), shortID(right.imageID), isDifferent: left.imageID != right.imageID)
        ]
        let isNamed = [left, right].contains { !$0.imageReference.hasPrefix("sha256:") }
        rows += isNamed ? [Row("reference", left.imageReference, right.imageReference)] : []
        rows +=
            sizes.left == nil && sizes.right == nil
            ? [] : [Row("size", sizes.left.map(bytes), sizes.right.map(bytes))]
        rows += Self.layers(layers.left.reversed(), layers.right.reversed())
        rows += [
            Row("created", left.createdAt.formatted(.iso8601), right.createdAt.formatted(.iso8601)),
            Row("restart", left.restartPolicy.words, right.restartPolicy.words),
            Row(
                "command", left.command.joined(separator: " "), right.command.joined(separator: " "),
                isDifferent: left.command != right.command),
        ]
        rows += Self.environment(left.environment, right.environment)
        rows += Self.list("ports", left.ports.map(\.pair), right.ports.map(\.pair), " -> ")
        rows += Self.list("mounts", left.mounts.map(\.pair), right.mounts.map(\.pair), "  ")
        rows += Self.list("networks", left.networks.map(\.pair), right.networks.map(\.pair), " as ")
        rows += Self.list("labels", left.labels.map { ($0.key, $0.value) }, right.labels.map { ($0.key, $0.value) })
    }
}

extension Comparison {
    /// Base first. What reads the same counts as the same, though every layer above one that differs is another one.
    private static func layers(_ left: [ImageLayer], _ right: [ImageLayer]) -> [Row] {
        (0..<max(left.count, right.count)).map { place in
            Row(
                "layer", left.indices.contains(place) ? left[place].words : nil,
                right.indices.contains(place) ? right[place].words : nil)
        }
    }

    /// Names with their values masked: only whether these differ is told.
    private static func environment(_ left: [String], _ right: [String]) -> [Row] {
        list("env", left.map(variable), right.map(variable)).map { row in
            func masked(_ text: String?) -> String? { text.map { variable($0).0 + "=***" } }
            return Row(row.label, masked(row.left), masked(row.right), isDifferent: row.isDifferent)
        }
    }

    private static func variable(_ text: String) -> (String, String) {
        (String(text.prefix { $0 != "=" }), String(text.drop { $0 != "=" }.dropFirst()))
    }

    /// Item by item, by their keys in order; between key and value stands the separator.
    private static func list(
        _ label: String, _ left: [(String, String)], _ right: [(String, String)], _ separator: String = "="
    ) -> [Row] {
        let (left, right) = (Dictionary(left) { $1 }, Dictionary(right) { $1 })
        return Set(left.keys).union(right.keys).sorted().map { key in
            func item(_ value: String?) -> String? { value.map { $0.isEmpty ? key : key + separator + $0 } }
            return Row(label, item(left[key]), item(right[key]))
        }
    }
}

extension ImageLayer {
    fileprivate var words: String { size > 0 ? "\(instruction)  \(bytes(size))" : instruction }
}

extension PublishedPort {
    fileprivate var pair: (String, String) {
        ("\(address.isEmpty ? "*" : address):\(hostPort)", "\(containerPort)/\(transport)")
    }
}

extension Mount {
    fileprivate var pair: (String, String) { (path, source + (isReadOnly ? ", read-only" : "")) }
}

extension ContainerDetails.Network {
    fileprivate var pair: (String, String) { (name, aliases.sorted().joined(separator: ",")) }
}

private func bytes(_ count: Int) -> String { ByteCount(count).words }
