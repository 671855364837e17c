import Engine

/// The name of a family: an image name that docker accepts, without tag or digest.
///
/// `web`, `team/web`, `registry:5000/team/web`. Grammar: distribution/reference, as in docker 20.10 to 28. As docker
/// does in its listings, `docker.io/library/web` is called `web`.
package struct FamilyName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The image name, as it stands in labels and references.
    package let text: String

    package init(_ text: String) throws(NameError) {
        guard !text.isEmpty else { throw .empty }
        guard !text.contains("@") else { throw .hasDigest(text) }
        guard FamilyName.isRepository(text) else {
            let colon = text.lastIndex(of: ":") ?? text.startIndex
            throw FamilyName.isRepository(String(text[..<colon])) && !text[colon...].contains("/")
                ? .hasTag(text) : .notAnImageName(text)
        }
        self.text = FamilyName.familiar(text)
        if let suffix = FamilyName.reservedEnding(of: fitted) { throw .reserved(text, ending: suffix) }
    }

    /// The name made fit for names of containers, volumes and files: `/` and `:` become `.`.
    package var fitted: String { String(text.map { $0 == "/" || $0 == ":" ? "." : $0 }) }

    /// The reference of the newest build.
    package var latestReference: String { "\(text):latest" }

    /// The reference that the stable container's image keeps.
    package var stableReference: String { "\(text):dcv-stable" }

    /// The reference that keeps the image of a member: without one of its own, the next build may delete it (BuildKit on
    /// the containerd image store, engine 26 to 29).
    package func memberReference(of image: String) -> String { "\(text):\(memberTag(of: image))" }

    package var description: String { text }

    package static func < (left: FamilyName, right: FamilyName) -> Bool { left.text < right.text }
}

extension FamilyName {
    private static func isRepository(_ text: String) -> Bool {
        let isID = text.utf8.count == 64 && text.allSatisfy(\.isHexDigit)
        guard text.utf8.count <= 200, text.utf8.allSatisfy({ $0 < 0x80 }), !isID else { return false }
        let (registry, path) = parts(of: text)
        return (registry.map(isRegistry) ?? true) && isPath(path)
    }

    /// Without the names of docker's own registry, which its listings leave out.
    private static func familiar(_ text: String) -> String {
        let registry = ["docker.io/", "index.docker.io/"].first(where: text.hasPrefix) ?? ""
        let path = text.dropFirst(registry.count)
        let image = path.hasPrefix("library/") ? path.dropFirst("library/".count) : path
        return String(image.contains("/") ? path : image)
    }

    /// What precedes the first slash is a registry if it has a dot, a port or a capital, or is `localhost`.
    private static func parts(of text: String) -> (registry: String?, path: String) {
        guard let slash = text.firstIndex(of: "/") else { return (nil, text) }
        let first = String(text[..<slash])
        let isRegistry = first == "localhost" || first.contains { $0 == "." || $0 == ":" || $0.isUppercase }
        return isRegistry ? (first, String(text[text.index(after: slash)...])) : (nil, text)
    }

    private static func isRegistry(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.count == 1 || (!parts[1].isEmpty && parts[1].allSatisfy(isDigit)) else {
            return false
        }
        return parts[0].split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && label.allSatisfy { isLetter($0) || isDigit($0) || $0 == "-" }
                && label.first != "-" && label.last != "-"
        }
    }

    private static func isPath(_ text: String) -> Bool {
        text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(isPathComponent)
    }

    /// Lower-case letters and digits, joined by one dot, one or two underscores, or any number of hyphens.
    private static func isPathComponent(_ text: Substring) -> Bool {
        var separator = ""
        var isFirst = true
        for character in text {
            if isDigit(character) || (isLetter(character) && character.isLowercase) {
                guard separator.isEmpty || (!isFirst && isSeparator(separator)) else { return false }
                separator = ""
                isFirst = false
            } else {
                separator.append(character)
            }
        }
        return !isFirst && separator.isEmpty
    }

    private static func isSeparator(_ text: String) -> Bool {
        text == "." || text == "_" || text == "__" || text.allSatisfy { $0 == "-" }
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private static func isLetter(_ character: Character) -> Bool {
        ("a"..."z").contains(character) || ("A"..."Z").contains(character)
    }

    /// The ending by which a family's containers could not be told from another's.
    private static func reservedEnding(of fitted: String) -> String? {
        if fitted.contains("_save_") { return "_save_" }
        return ["_stable", "_next", "_op"].first(where: fitted.hasSuffix)
    }
}

/// `dcv-` and the first twelve digits of the image's id.
package func memberTag(of image: String) -> String { "dcv-" + shortID(image) }

/// Why a word is no family name.
package enum NameError: Error, Hashable, Sendable {
    case empty
    case hasTag(String)
    case hasDigest(String)
    case notAnImageName(String)
    case reserved(String, ending: String)

    package var problem: String {
        switch self {
        case .empty: "the family name is empty"
        case .hasTag(let text): "invalid family name '\(text)': a family name has no tag"
        case .hasDigest(let text): "invalid family name '\(text)': a family name has no digest"
        case .notAnImageName(let text): "invalid family name '\(text)': docker does not accept it as an image name"
        case .reserved(let text, let ending):
            "invalid family name '\(text)': \(ending) is reserved for container names"
        }
    }

    package var remedy: String {
        switch self {
        case .hasTag(let text): "Use the name without the tag: \(text[..<(text.lastIndex(of: ":") ?? text.endIndex)])"
        case .hasDigest(let text): "Use the name without the digest: \(text.prefix { $0 != "@" })"
        case .reserved(let text, _) where text.hasPrefix("dcv_"):
            "Use the name of its family, not of the container: dockervisor list"
        case .reserved: "Choose another name for the image"
        case .empty, .notAnImageName:
            "Use lowercase letters and digits joined by . _ - or /, for example web or team/web"
        }
    }
}
