import JSON

/// A Dockerparams file: one configuration, or several by name.
package enum Dockerparams: Hashable, Sendable {
    case lone(Configuration)
    /// In the order of the file.
    case named([Named])

    package struct Named: Hashable, Sendable {
        let name: String
        let configuration: Configuration
    }

    package var names: [String] {
        guard case .named(let configurations) = self else { return [] }
        return configurations.map(\.name)
    }
}

extension Dockerparams {
    /// Every key that a configuration may have.
    package static let keys = ["volumes", "ports", "networks", "env", "arguments", "raw"]

    /// - Parameters:
    ///   - file: its absolute path: relative volumes count from its folder, refusals name it.
    ///   - home: what `~` stands for.
    package static func parse(
        _ text: String, file: String, home: String
    ) throws(FileError) -> Dockerparams {
        let reader = ConfigurationReader(file: file, home: home)
        let json: PositionedJSON
        do {
            json = try PositionedJSON.parse(text)
        } catch {
            throw FileError(
                file: file, line: error.line, key: "", detail: "invalid JSON: \(error.detail)",
                remedy: "Fix the file and try again")
        }
        guard case .object(let entries) = json.value else {
            throw reader.wrongType(json, key: [], wanted: "an object, { … }")
        }
        if entries.isEmpty || entries.contains(where: { keys.contains($0.key) }) {
            return .lone(try reader.configuration(entries, path: []))
        }
        return .named(try named(entries, reader: reader))
    }

    private static func named(
        _ entries: [PositionedJSON.Entry], reader: ConfigurationReader
    ) throws(FileError) -> [Named] {
        var result = [Named]()
        for entry in entries {
            guard case .object(let inner) = entry.value.value else {
                throw reader.unknownKey(entry, path: [])
            }
            guard !entry.key.isEmpty else {
                throw reader.refusal(entry.line, [], "the name of a configuration is empty", remedy: "Name it")
            }
            let isMistyped = inner.allSatisfy { !keys.contains($0.key) } && nearest(to: entry.key, among: keys) != nil
            if isMistyped { throw reader.unknownKey(entry, path: []) }
            result.append(Named(name: entry.key, configuration: try reader.configuration(inner, path: [entry.key])))
        }
        return result
    }
}
