/// What is wrong in a file that people write, and where.
package struct FileError: Error, Hashable, Sendable {
    package let file: String
    /// Counted from 1.
    package let line: Int
    /// `web.ports.80`; empty where the whole file is meant.
    package let key: String
    package let detail: String
    package let remedy: String

    package init(file: String, line: Int, key: String, detail: String, remedy: String) {
        self.file = file
        self.line = line
        self.key = key
        self.detail = detail
        self.remedy = remedy
    }

    package var problem: String {
        "\(file), line \(line)" + (key.isEmpty ? "" : ", key \(key)") + ": \(detail)"
    }
}
