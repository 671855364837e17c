import Engine

extension PublishedPort {
    /// The published ones of `0.0.0.0:8080->80/tcp, [::]:8080->80/tcp, 9000/tcp, 0.0.0.0:7000-7002->7000-7002/tcp`.
    ///
    /// A port of every address stands there twice, for IPv4 and for IPv6 (docker 20.10 writes `:::8080`, 28
    /// `[::]:8080`), and so does it here. Ports that docker joins to a range are taken apart.
    static func list(_ text: String) -> [PublishedPort] {
        text.fields.flatMap(one)
    }

    /// In UTF-8: a listing has thousands of them.
    private static func one(_ text: Substring) -> [PublishedPort] {
        let bytes = text.utf8
        guard let arrowHead = bytes.firstIndex(of: UInt8(ascii: ">")),
            let slash = bytes.lastIndex(of: UInt8(ascii: "/")),
            let colon = bytes[..<arrowHead].lastIndex(of: UInt8(ascii: ":")), arrowHead < slash,
            bytes[..<arrowHead].last == UInt8(ascii: "-"),
            let hostPorts = range(bytes[bytes.index(after: colon)..<bytes.index(before: arrowHead)]),
            let containerPorts = range(bytes[bytes.index(after: arrowHead)..<slash]),
            hostPorts.count == containerPorts.count
        else { return [] }
        let address = bytes[..<colon].filter { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") }
        let transport = String(text[bytes.index(after: slash)...])
        return zip(hostPorts, containerPorts).map { host, container in
            PublishedPort(
                address: String(decoding: address, as: UTF8.self), hostPort: host, containerPort: container,
                transport: transport)
        }
    }

    /// `80`, `7000-7002`.
    private static func range(_ text: Substring.UTF8View) -> ClosedRange<Int>? {
        let ends = text.split(separator: UInt8(ascii: "-")).map { Int(Substring($0)) }
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last, last < 65_536 else {
            return nil
        }
        return first...last
    }
}

extension String {
    /// What stands between commas, without the blanks before it.
    var fields: [Substring] {
        utf8.split(separator: UInt8(ascii: ",")).map { Substring($0.drop { $0 == UInt8(ascii: " ") }) }
    }
}
