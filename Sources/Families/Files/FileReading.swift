import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#endif

/// Reads files of people: never more than was asked for, and never one that would let it wait.
package enum FileReading {
    /// Larger ones are no configuration.
    package static let configurationBound = 1_000_000

    package enum Problem: Error, Hashable, Sendable {
        /// In the system's words.
        case unreadable(String)
        /// A folder, a pipe, a socket.
        case notAFile
        /// - Parameter bound: bytes.
        case tooLarge(bound: Int)
        /// Another user's than those whom this process trusts.
        case foreign(owner: String, mode: String)
        case writableByAll(path: String, owner: String, mode: String)

        /// In words without a full stop.
        package var words: String {
            switch self {
            case .unreadable(let words): words
            case .notAFile: "not a regular file"
            case .tooLarge(let bound): "the file is larger than \(bound / 1_000_000) MB"
            case .foreign(let owner, let mode):
                "the file is owned by \(owner) (mode \(mode)), a user that root does not trust"
            case .writableByAll(let path, let owner, let mode):
                "\(path) is writable by everyone (mode \(mode), owner \(owner))"
            }
        }

        package func remedy(of path: String) -> String {
            switch self {
            case .unreadable: "Check its permissions: ls -l \(path)"
            case .notAFile, .tooLarge: "Check that it is the right file: ls -l \(path)"
            case .foreign: "Change its owner if you trust its contents: chown root \(path)"
            case .writableByAll(let path, _, _): "Remove write permission for others: chmod o-w \(path)"
            }
        }
    }

    /// Everything in the file; nil if there is none.
    ///
    /// - Parameters:
    ///   - bound: bytes; a larger file is not read.
    ///   - isTrusted: whether what it says is acted on: then it must be of somebody who is trusted.
    package static func bytes(of path: String, upTo bound: Int, isTrusted: Bool = false) throws(Problem) -> Data? {
        guard let file = try OpenFile(path) else { return nil }
        defer { file.close() }
        if isTrusted { try file.refuseForeign(path) }
        guard file.size <= bound else { throw .tooLarge(bound: bound) }
        return try file.read(bound, from: 0)
    }

    /// The end of the file; nil if there is none.
    ///
    /// - Returns: the bytes, and whether they are not all.
    package static func end(of path: String, upTo bound: Int) throws(Problem) -> (bytes: Data, isCut: Bool)? {
        guard let file = try OpenFile(path) else { return nil }
        defer { file.close() }
        let start = max(0, file.size - bound)
        return (try file.read(bound, from: start), start > 0)
    }
}

private struct OpenFile {
    let descriptor: Int32
    let status: stat

    var size: Int { Int(status.st_size) }

    /// nil if there is no such file.
    init?(_ path: String) throws(FileReading.Problem) {
        descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .unreadable(String(cString: strerror(errno)))
        }
        var found = stat()
        fstat(descriptor, &found)
        status = found
        guard status.st_mode & S_IFMT == S_IFREG else {
            close()
            throw .notAFile
        }
    }

    func close() { _ = Glibc.close(descriptor) }

    func read(_ bound: Int, from start: Int) throws(FileReading.Problem) -> Data {
        lseek(descriptor, start, SEEK_SET)
        var bytes = [UInt8]()
        var piece = [UInt8](repeating: 0, count: min(65_536, max(1, size)))
        while bytes.count < bound {
            let count = Glibc.read(descriptor, &piece, min(piece.count, bound - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
            guard count > 0 else { break }
            bytes += piece[..<count]
        }
        return Data(bytes)
    }

    /// Root trusts files of root and of the user who called sudo; other users trust files of any owner. Nobody trusts a
    /// file that everybody can write to.
    func refuseForeign(_ path: String) throws(FileReading.Problem) {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        var around = stat()
        if stat(folder.isEmpty ? "/" : folder, &around) == 0, around.st_mode & (S_IWOTH | S_ISVTX) == S_IWOTH {
            throw .writableByAll(path: folder, owner: owner(around), mode: mode(around))
        }
        guard status.st_mode & S_IWOTH == 0 else {
            throw .writableByAll(path: path, owner: owner(status), mode: mode(status))
        }
        guard geteuid() == 0, !Self.trusted.contains(status.st_uid) else { return }
        throw .foreign(owner: owner(status), mode: mode(status))
    }

    private static var trusted: Set<uid_t> {
        let behindSudo = ProcessInfo.processInfo.environment["SUDO_UID"].flatMap { uid_t($0) }
        return Set([0, behindSudo].compactMap(\.self))
    }

    private func owner(_ status: stat) -> String {
        getpwuid(status.st_uid).map { String(cString: $0.pointee.pw_name) } ?? "user \(status.st_uid)"
    }

    private func mode(_ status: stat) -> String {
        let digits = String(status.st_mode & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
