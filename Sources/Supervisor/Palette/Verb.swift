/// A verb of the command line, as the palette offers it.
package struct Verb: Hashable, Sendable {
    package let name: String
    /// What follows it, and what it is for: `NAME: back to what ran before`.
    package let usage: String
    let arguments: [Argument]
    let options: [Word]

    package init(_ name: String, _ usage: String, arguments: [Argument] = [.family], options: [Word] = []) {
        self.name = name
        self.usage = usage
        self.arguments = arguments
        self.options = options
    }

    /// What one of its arguments can be.
    package enum Argument: Hashable, Sendable {
        case family
        /// Or a container of one.
        case member
        case words([Word])
        /// Completed by what there is on the disk.
        case folder
    }

    /// One of a few words, and what it means.
    package struct Word: Hashable, Sendable {
        package let text: String
        package let summary: String

        package init(_ text: String, _ summary: String) {
            self.text = text
            self.summary = summary
        }
    }
}
