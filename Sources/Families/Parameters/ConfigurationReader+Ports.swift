import Engine
import JSON

extension ConfigurationReader {
    /// Host ports and where they lead; numbers are accepted where ports are meant.
    func ports(_ json: PositionedJSON, path: [String]) throws(FileError) -> [PublishedPort] {
        var result = [PublishedPort]()
        for entry in try object(json, path: path, wanted: "an object that maps host ports to container ports, { … }") {
            let here = path + [entry.key]
            let host = try port(entry.key, line: entry.line, path: here)
            let inside = try port(try portText(entry.value, path: here), line: entry.value.line, path: here)
            guard inside.address.isEmpty else {
                throw refusal(
                    entry.value.line, here, "an IP address is allowed only for the host port",
                    remedy: "Use \"\(inside.address):\(host.number)\": \"\(inside.number)\"")
            }
            if let one = host.transport, let other = inside.transport, one != other {
                throw refusal(
                    entry.value.line, here, "the protocols differ: \(one) and \(other)",
                    remedy: "Specify the protocol on one side only"
                )
            }
            let configured = PublishedPort(
                address: host.address, hostPort: host.number, containerPort: inside.number,
                transport: host.transport ?? inside.transport ?? "tcp")
            if let twin = result.first(where: { $0.collides(with: configured) }) {
                throw refusal(
                    entry.line, here,
                    "host port \(host.number) is already used for container port \(twin.containerPort)",
                    remedy: "Use a different host port for each container port")
            }
            result.append(configured)
        }
        return result
    }

    private func portText(_ json: PositionedJSON, path: [String]) throws(FileError) -> String {
        if case .number(let written) = json.value { return written }
        guard case .string(let written) = json.value else { throw wrongType(json, key: path, wanted: "a port") }
        return written
    }

    private struct Port {
        var address = ""
        var number: Int
        var transport: String?
    }

    /// `80`, `80/udp`, `127.0.0.1:80`, `[::1]:80/tcp`.
    private func port(_ written: String, line: Int, path: [String]) throws(FileError) -> Port {
        let sides = written.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let transport = sides.count > 1 ? sides[1] : nil
        guard sides.count <= 2, transport.map({ ["tcp", "udp", "sctp"].contains($0) }) ?? true else {
            throw refusal(line, path, "invalid port '\(written)'", remedy: "Use tcp, udp or sctp after the slash")
        }
        var number = sides[0]
        var address = ""
        if let colon = number.lastIndex(of: ":") {
            address = String(number[..<colon])
            number = String(number[number.index(after: colon)...])
            if address.hasPrefix("["), address.hasSuffix("]") { address = String(address.dropFirst().dropLast()) }
            guard isAddress(address) else {
                throw refusal(
                    line, path, "invalid IP address '\(address)'",
                    remedy: "Use \"127.0.0.1:\(number)\" or only the port")
            }
        }
        guard isDecimal(number), let value = Int(number), (1...65535).contains(value) else {
            throw refusal(line, path, "invalid port '\(number)'", remedy: "Use a number from 1 to 65535")
        }
        return Port(address: address, number: value, transport: transport)
    }
}

private func isAddress(_ text: String) -> Bool {
    let isIPv6 = text.contains(":") && text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return isIPv6 || (parts.count == 4 && parts.allSatisfy { isDecimal($0) && UInt8($0) != nil })
}

/// Digits only: a sign is read as part of a number too.
private func isDecimal(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
}
