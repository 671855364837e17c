import JSON

/// Reads one configuration of a Dockerparams file; refuses what is wrong with file, line and key.
struct ConfigurationReader {
    let file: String
    let home: String

    typealias Entry = PositionedJSON.Entry

    func configuration(_ entries: [Entry], path: [String]) throws(FileError) -> Configuration {
        var configuration = Configuration()
        for entry in entries {
            let here = path + [entry.key]
            switch entry.key {
            case "volumes": configuration.volumes = try volumes(entry.value, path: here)
            case "ports": configuration.ports = try ports(entry.value, path: here)
            case "networks": configuration.networks = try networks(entry.value, path: here)
            case "env": configuration.env = try environment(entry.value, path: here)
            case "arguments": configuration.arguments = try texts(entry.value, path: here)
            case "raw": configuration.raw = try raw(entry.value, path: here)
            default: throw unknownKey(entry, path: path)
            }
        }
        return configuration
    }

    // MARK: Volumes

    private func volumes(_ json: PositionedJSON, path: [String]) throws(FileError) -> [ConfiguredVolume] {
        var result = [ConfiguredVolume]()
        for entry in try object(
            json, path: path, wanted: "an object that maps volumes or host paths to container paths, { … }")
        {
            let here = path + [entry.key]
            let written = try text(entry.value, path: here)
            let parts = written.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let volume = ConfiguredVolume(
                source: try volumeSource(entry, path: here), path: try mountPath(parts[0], entry, here),
                options: try mountOptions(parts.count > 1 ? parts[1] : nil, entry, here))
            try refuseTwin(of: volume, among: result, entry, here)
            result.append(volume)
        }
        return result
    }

    private func mountPath(_ written: String, _ entry: Entry, _ path: [String]) throws(FileError) -> String {
        guard written.hasPrefix("/") else {
            throw refusal(
                entry.value.line, path, "the container path '\(written)' is not absolute",
                remedy: "Use an absolute path: \"\(entry.key)\": \"\(normalizedPath(written))\"")
        }
        let target = normalizedPath(written)
        guard target != "/" else {
            throw refusal(
                entry.value.line, path, "cannot mount a volume at the root of the container",
                remedy: "Use a directory below it: \"\(entry.key)\": \"/data\"")
        }
        return target
    }

    /// A source that stands twice could not be told apart in the copy that is kept.
    private func refuseTwin(
        of volume: ConfiguredVolume, among others: [ConfiguredVolume], _ entry: Entry, _ path: [String]
    ) throws(FileError) {
        if let twin = others.first(where: { $0.path == volume.path }) {
            throw refusal(
                entry.value.line, path, "container path '\(volume.path)' is already used by '\(twin.source)'",
                remedy: "Use another container path")
        }
        if let twin = others.first(where: { $0.source == volume.source }) {
            throw refusal(
                entry.line, path, "'\(volume.source)' is listed twice, first for '\(twin.path)'",
                remedy: "Mount it once, or mount one of its subdirectories")
        }
    }

    private func mountOptions(
        _ written: String?, _ entry: Entry, _ path: [String]
    ) throws(FileError) -> String {
        guard let written else { return "" }
        let known: Set = [
            "ro", "rw", "z", "Z", "nocopy", "shared", "rshared", "slave", "rslave", "private", "rprivate",
        ]
        guard !written.isEmpty, written.split(separator: ",").allSatisfy({ known.contains(String($0)) }) else {
            throw refusal(
                entry.value.line, path, "invalid mount option '\(written)'", remedy: "Use /path or /path:ro")
        }
        return written
    }

    /// A name as it is; a path absolute, counted from the file's folder.
    private func volumeSource(_ entry: Entry, path: [String]) throws(FileError) -> String {
        let written = entry.key
        let isPath =
            written.hasPrefix("/") || written.hasPrefix("./") || written.hasPrefix("../")
            || written.hasPrefix("~") || written == "." || written == ".."
        guard !written.utf8.contains(UInt8(ascii: ":")) else {
            throw refusal(
                entry.line, path, "docker cannot mount a source that contains a colon",
                remedy: "Use a path without a colon")
        }
        if isPath { return try absolute(written, entry, path) }
        let isName = written.count > 1 && written.first.map(isNameStart) == true && written.allSatisfy(isNamePart)
        guard isName else {
            throw refusal(
                entry.line, path, "invalid volume name '\(written)'",
                remedy: "Use letters, digits, _ . and - in a name; start a path with / ./ ../ or ~")
        }
        return written
    }

    private func absolute(_ written: String, _ entry: Entry, _ path: [String]) throws(FileError) -> String {
        if written == "~" || written.hasPrefix("~/") { return normalizedPath(home + written.dropFirst()) }
        guard !written.hasPrefix("~") else {
            throw refusal(
                entry.line, path, "cannot expand the home directory of another user", remedy: "Use an absolute path")
        }
        return normalizedPath(written.hasPrefix("/") ? written : folder + "/" + written)
    }

    private var folder: String { String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)]) }

    // MARK: Networks

    private func networks(_ json: PositionedJSON, path: [String]) throws(FileError) -> [String] {
        let names = try texts(json, path: path)
        for (index, name) in names.enumerated() {
            guard !name.isEmpty else {
                throw refusal(json.line, path, "a network name is empty", remedy: "Remove it or name a network")
            }
            guard !names[..<index].contains(name) else {
                throw refusal(json.line, path, "network '\(name)' is listed twice", remedy: "List it once")
            }
            guard !standsAlone(name) || names.count == 1 else {
                throw refusal(
                    json.line, path, "'\(name)' cannot be combined with other networks",
                    remedy: "Remove the other networks")
            }
        }
        return names
    }

    private func standsAlone(_ network: String) -> Bool {
        network == "host" || network == "none" || network.hasPrefix("container:")
    }

    // MARK: Environment

    private func environment(_ json: PositionedJSON, path: [String]) throws(FileError) -> [String: String] {
        var result = [String: String]()
        for entry in try object(json, path: path, wanted: "an object that maps names to values, { … }") {
            let here = path + [entry.key]
            let isName =
                !entry.key.isEmpty && entry.key.utf8.first != UInt8(ascii: "#")
                && !entry.key.unicodeScalars.contains { $0 == "=" || $0.properties.isWhitespace || $0 == "\0" }
            guard isName else {
                throw refusal(
                    entry.line, here, "invalid name of an environment variable",
                    remedy: "Use a name without = and whitespace that does not start with #")
            }
            let value = try text(entry.value, path: here)
            if value.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }), steersDocker(entry.key) {
                throw refusal(
                    entry.value.line, here,
                    "docker itself reads '\(entry.key)', so its value cannot contain a line break",
                    remedy: "Rename the variable, or write its value on one line")
            }
            result[entry.key] = value
        }
        return result
    }

    private func steersDocker(_ name: String) -> Bool {
        let upper = name.uppercased()
        return ["HOME", "PATH"].contains(name) || upper.hasSuffix("_PROXY")
            || ["DOCKER_", "LD_", "SSH_", "XDG_", "BUILDKIT_", "BUILDX_"].contains(where: name.hasPrefix)
    }

    // MARK: Raw options

    private func raw(_ json: PositionedJSON, path: [String]) throws(FileError) -> [String] {
        let options = try texts(json, path: path)
        if let objection = RawOptions(options).objection {
            throw refusal(json.line, path, objection.problem, remedy: objection.remedy)
        }
        return options
    }
}

extension ConfigurationReader {
    func refusal(_ line: Int, _ key: [String], _ detail: String, remedy: String) -> FileError {
        FileError(file: file, line: line, key: key.joined(separator: "."), detail: detail, remedy: remedy)
    }

    func wrongType(_ json: PositionedJSON, key: [String], wanted: String) -> FileError {
        refusal(json.line, key, "expected \(wanted), found \(json.kind)", remedy: "Use \(wanted)")
    }

    func unknownKey(_ entry: Entry, path: [String]) -> FileError {
        let meant = nearest(to: entry.key, among: Dockerparams.keys)
        return refusal(
            entry.line, path + [entry.key], "unknown key '\(entry.key)'",
            remedy: (meant.map { "Did you mean '\($0)'? " } ?? "")
                + "Known keys: \(Dockerparams.keys.joined(separator: ", "))")
    }

    func object(_ json: PositionedJSON, path: [String], wanted: String) throws(FileError) -> [Entry] {
        guard case .object(let entries) = json.value else { throw wrongType(json, key: path, wanted: wanted) }
        return entries
    }

    func text(_ json: PositionedJSON, path: [String]) throws(FileError) -> String {
        guard case .string(let text) = json.value else {
            throw wrongType(json, key: path, wanted: "a string in double quotes")
        }
        guard !text.utf8.contains(0) else {
            throw refusal(json.line, path, "a string cannot contain a zero byte", remedy: "Remove '\\u0000'")
        }
        return text
    }

    private func texts(_ json: PositionedJSON, path: [String]) throws(FileError) -> [String] {
        guard case .array(let values) = json.value else {
            throw wrongType(json, key: path, wanted: "an array of strings, [ … ]")
        }
        var result = [String]()
        for value in values { result.append(try text(value, path: path)) }
        return result
    }
}

extension PositionedJSON {
    fileprivate var kind: String {
        switch value {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .boolean(let value): "\(value)"
        case .null: "null"
        }
    }
}

private func isNameStart(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
}

private func isNamePart(_ character: Character) -> Bool {
    isNameStart(character) || character == "_" || character == "." || character == "-"
}
