import FoundationEssentials

/// What a folder's path that is being typed can become.
package struct FolderCompletion: Hashable, Sendable {
    /// The path as far as there is no choice, begun as it was typed: with `~`, or relative.
    package let text: String
    /// The names of the folders that it may be, sorted.
    package let choices: [String]
    /// The same as paths, begun as they were typed, each with a `/` at its end.
    package let paths: [String]

    /// - Parameter folders: the names of those where it is typed. One that begins with a dot is found where the dot
    ///   was typed.
    package init(_ text: String, among folders: [String]) {
        let stem = stem(of: text)
        let begun = text == "~" ? "" : String(text.dropFirst(stem.count))
        choices = folders.filter { $0.hasPrefix(begun) && (begun.hasPrefix(".") || !$0.hasPrefix(".")) }.sorted()
        paths = choices.map { stem + $0 + "/" }
        self.text = paths.dropFirst().reduce(paths.first ?? text) { commonBeginning($0, $1) }
    }

    /// Looks into the file system.
    package init(_ text: String, in folder: DockerparamsFolder) {
        let stem = stem(of: text)
        let place = stem.isEmpty ? folder.current : folder.absolute(stem)
        let found = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        self.init(text, among: found.filter { isFolder((place == "/" ? "" : place) + "/" + $0) })
    }
}

/// What stands before the name that is being typed.
private func stem(of text: String) -> String {
    text.lastIndex(of: "/").map { String(text[...$0]) } ?? (text == "~" ? "~/" : "")
}

private func commonBeginning(_ left: String, _ right: String) -> String {
    String(zip(left, right).prefix { $0 == $1 }.map(\.0))
}
