import Engine
import FoundationEssentials

/// What listens on this host, as the kernel tells it (Linux, proc(5): `/proc/net/tcp`, `tcp6`, `udp`, `udp6`).
struct SocketTable {
    struct Entry: Hashable {
        var address: String
        var port: Int
        var transport: String
        /// By which a process's file descriptors name it: `socket:[12345]`.
        var inode: String
    }

    private(set) var listening: [Entry] = []

    /// Of this host, now.
    init() {
        for (file, transport) in [("tcp", "tcp"), ("tcp6", "tcp"), ("udp", "udp"), ("udp6", "udp")] {
            add(readText("/proc/net/\(file)") ?? "", transport)
        }
    }

    init(tcp: String) { add(tcp, "tcp") }

    /// Fields: number, local address, remote address, state … inode (the tenth).
    private mutating func add(_ table: String, _ transport: String) {
        let isWanted = transport == "tcp" ? "0A" : "07"
        for line in table.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: " ")
            guard fields.count > 9, fields[3] == isWanted else { continue }
            let local = fields[1].split(separator: ":")
            guard local.count == 2, let port = Int(local[1], radix: 16) else { continue }
            listening.append(
                Entry(
                    address: Self.address(local[0]), port: port, transport: transport, inode: String(fields[9])))
        }
    }

    /// `0100007F` → `127.0.0.1`; of IPv6 only `::` is told apart from others, and IPv4 in IPv6 is IPv4.
    private static func address(_ hex: Substring) -> String {
        if hex.count == 32 {
            if hex.allSatisfy({ $0 == "0" }) { return "::" }
            return hex.hasPrefix("0000000000000000FFFF0000") ? address(hex.suffix(8)) : "[\(hex)]"
        }
        guard let number = UInt32(hex, radix: 16) else { return String(hex) }
        return (0..<4).map { String((number >> (8 * $0)) & 0xFF) }.joined(separator: ".")
    }

    /// Which process has which of these sockets open, by inode; those of others only root can see.
    static func owners(of inodes: Set<String>) -> [String: HostListener.Process] {
        var owners: [String: HostListener.Process] = [:]
        let manager = FileManager.default
        for process in (try? manager.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let id = Int(process) else { continue }
            let descriptors = "/proc/\(id)/fd"
            for descriptor in (try? manager.contentsOfDirectory(atPath: descriptors)) ?? [] {
                guard let target = try? manager.destinationOfSymbolicLink(atPath: "\(descriptors)/\(descriptor)"),
                    target.hasPrefix("socket:[")
                else { continue }
                let inode = String(target.dropFirst("socket:[".count).dropLast())
                guard inodes.contains(inode), owners[inode] == nil else { continue }
                let name = readText("/proc/\(id)/comm")?.split(separator: "\n").first.map(String.init)
                owners[inode] = HostListener.Process(id: id, name: name ?? "?")
            }
            if owners.count == inodes.count { break }
        }
        return owners
    }
}

/// nil if it cannot be read.
func readText(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
}
