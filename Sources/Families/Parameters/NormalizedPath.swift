/// Without `.`, `..` and doubled or closing slashes.
func normalizedPath(_ path: String) -> String {
    var parts = [Substring]()
    for part in path.split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
}
