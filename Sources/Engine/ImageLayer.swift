import FoundationEssentials

/// One step of an image's making, as `docker history` tells it.
package struct ImageLayer: Hashable, Sendable {
    /// Id of the image after this step; nil if it is not there by itself (pulled, or made by BuildKit).
    package var id: String?
    /// The builder's words: `/bin/sh -c #(nop)  ENV A=1` (legacy), `ENV A=1` (BuildKit). May hold secrets of `ARG`.
    package var createdBy: String
    package var createdAt: Date
    /// Bytes it adds; 0 if it only changes settings.
    package var size: Int

    package init(id: String? = nil, createdBy: String, createdAt: Date, size: Int = 0) {
        self.id = id
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.size = size
    }

    /// The instruction as a Dockerfile has it, without the builder's additions: `ENV A=1`, `RUN make`.
    package var instruction: String {
        let words = createdBy.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        let shell = "/bin/sh -c "
        if words.hasPrefix(shell + "#(nop) ") { return String(words.dropFirst(shell.count + 7)) }
        if words.hasPrefix(shell) { return "RUN " + words.dropFirst(shell.count) }
        let end = " # buildkit"
        let plain = words.hasSuffix(end) ? String(words.dropLast(end.count)) : words
        return plain.hasPrefix("RUN " + shell) ? "RUN " + plain.dropFirst(4 + shell.count) : plain
    }
}
