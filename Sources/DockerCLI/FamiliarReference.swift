/// An image's reference as docker shows it: `docker.io/library/web:latest` is `web:latest`, `docker.io/team/web` is
/// `team/web`. Podman tells the long ones.
func familiarReference(_ reference: String) -> String {
    guard let path = reference.dropping(prefix: "docker.io/") else { return reference }
    guard let name = path.dropping(prefix: "library/"), !name.contains("/") else { return path }
    return name
}

extension String {
    /// What follows the prefix; nil if that is all, or the string begins otherwise.
    fileprivate func dropping(prefix: String) -> String? {
        hasPrefix(prefix) && utf8.count > prefix.utf8.count ? String(dropFirst(prefix.count)) : nil
    }
}
