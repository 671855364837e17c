import FoundationEssentials

/// An empty folder of its own that is gone when the last reference is.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        let place = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        path = "\(place)/dockervisor-tests-\(UUID().uuidString.prefix(8).lowercased())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, with the folders that lead to it; returns its absolute path.
    @discardableResult
    package func write(_ text: String, to name: String, permissions: Int = 0o644) throws -> String {
        let file = path + "/" + name
        let folder = String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: file)
        return file
    }

    package func copy(_ file: String, to name: String) throws {
        try FileManager.default.copyItem(atPath: file, toPath: path + "/" + name)
    }

    /// Of a file that is not there: nothing.
    package func remove(_ name: String) throws {
        guard files.contains(name) else { return }
        try FileManager.default.removeItem(atPath: path + "/" + name)
    }

    /// nil if there is no such file.
    package func text(of name: String) -> String? {
        (try? Data(contentsOf: URL(filePath: path + "/" + name))).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The files in it, by name.
    package var files: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    package func permissions(of name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path + "/" + name)[.posixPermissions] as? Int
    }
}
