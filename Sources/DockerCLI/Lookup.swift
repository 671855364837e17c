import FoundationEssentials

/// Where PATH has an executable file of that name; nil if nowhere.
///
/// Looked up once: swift-subprocess 1.0.2 starts a process for every folder of PATH that it tries, at each call.
func pathOfExecutable(named name: String, in environment: [String: String]) -> String? {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return folders.lazy.map { $0 + "/" + name }.first { path in
        var isFolder = false
        let files = FileManager.default
        return files.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder
            && files.isExecutableFile(atPath: path)
    }
}
