import FoundationEssentials

extension JSONDecoder {
    /// For what docker writes.
    static var docker: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .custom { DockerKey(docker: $0[$0.count - 1]) }
        return decoder
    }
}

/// A key as docker writes it, by its name in Swift.
private struct DockerKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    /// `HostIp` as `hostIp`, `RW` as `rw`, `IPAddress` as `ipAddress`.
    init(docker key: any CodingKey) {
        let written = key.stringValue
        let capitals = written.prefix { $0.isUppercase }.count
        let count = capitals == written.count ? capitals : max(1, capitals - 1)
        stringValue = written.prefix(count).lowercased() + written.dropFirst(count)
    }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
