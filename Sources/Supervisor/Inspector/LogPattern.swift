/// What is searched for in a log: capitals count only if it has one itself.
package struct LogPattern: Hashable, Sendable {
    package let text: String
    private let bytes: [UInt8]
    private let ignoresCase: Bool

    /// nil for nothing at all, which is everywhere.
    package init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        self.text = text
        ignoresCase = !text.contains(where: \.isUppercase)
        bytes = Array(text.utf8)
    }

    package func isFound(in text: String) -> Bool { isFound(in: Array(text.utf8)[...]) }

    /// In UTF-8.
    func isFound(in line: ArraySlice<UInt8>) -> Bool {
        guard ignoresCase else { return contains(line) { $0 } }
        guard bytes.allSatisfy({ $0 < 0x80 }) else {
            return contains(Array(String(decoding: line, as: UTF8.self).lowercased().utf8)[...]) { $0 }
        }
        return contains(line) { (65...90).contains($0) ? $0 | 0x20 : $0 }
    }

    private func contains(_ line: ArraySlice<UInt8>, _ folded: (UInt8) -> UInt8) -> Bool {
        line.withUnsafeBufferPointer { line in
            guard line.count >= bytes.count else { return false }
            let first = bytes[0]
            for start in 0...(line.count - bytes.count) where folded(line[start]) == first {
                if bytes.indices.allSatisfy({ folded(line[start + $0]) == bytes[$0] }) { return true }
            }
            return false
        }
    }
}
