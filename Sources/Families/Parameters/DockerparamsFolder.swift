import FoundationEssentials

/// Where Dockerparams files are looked for and kept: the current folder, then `~/dcv/`.
package struct DockerparamsFolder: Hashable, Sendable {
    /// Absolute.
    package let current: String
    /// Absolute; `~/dcv` or what `DOCKERVISOR_HOME` names.
    package let kept: String
    /// What `~` stands for in the files.
    package let home: String

    package init(current: String, kept: String, home: String) {
        self.current = current
        self.kept = kept
        self.home = home
    }

    package init(environment: [String: String], current: String) {
        let home = environment["HOME"] ?? "/"
        let named = environment["DOCKERVISOR_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let kept = named.map { $0.hasPrefix("/") ? $0 : current + "/" + $0 } ?? home + "/dcv"
        self.init(current: current, kept: normalizedPath(kept), home: home)
    }

    /// A path as people type it: from the current folder on, or with `~`.
    func absolute(_ path: String) -> String {
        if path == "~" || path.hasPrefix("~/") { return normalizedPath(home + path.dropFirst()) }
        return normalizedPath(path.hasPrefix("/") ? path : current + "/" + path)
    }

    package func fileName(of family: FamilyName) -> String { "dcv-\(family.fitted)" }

    /// The family's file in the first of these folders that has one; nil if there is none.
    ///
    /// - Parameter folders: nil: the current one, else the one where the last build kept it.
    package func find(
        _ family: FamilyName, in folders: [String]? = nil
    ) throws(FileError) -> (file: String, content: Dockerparams)? {
        for folder in folders ?? [current, kept] {
            if let content = try read(family, in: folder) { return content }
        }
        return nil
    }

    /// The file in that folder; nil if there is none.
    package func read(
        _ family: FamilyName, in folder: String
    ) throws(FileError) -> (file: String, content: Dockerparams)? {
        let file = (folder == "/" ? "" : folder) + "/" + fileName(of: family)
        let bytes: Data
        do throws(FileReading.Problem) {
            guard let found = try FileReading.bytes(of: file, upTo: FileReading.configurationBound, isTrusted: true)
            else { return nil }
            bytes = found
        } catch {
            throw unreadable(file, error.words, remedy: error.remedy(of: file))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw unreadable(file, "not valid UTF-8", remedy: "Save the file as UTF-8")
        }
        return (file, try Dockerparams.parse(text, file: file, home: home))
    }

    /// Keeps a copy for starts from other folders, with every path absolute. Says where.
    package func keep(_ content: Dockerparams, of family: FamilyName) throws(FileError) -> String {
        let file = kept + "/" + fileName(of: family)
        do {
            let files = FileManager.default
            try files.createDirectory(
                atPath: kept, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(content.canonicalText.utf8).write(to: URL(filePath: file), options: .atomic)
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        } catch {
            throw unreadable(file, "cannot write the copy: \(error)", remedy: "Check the directory: ls -ld \(kept)")
        }
        return file
    }

    private func unreadable(_ file: String, _ detail: String, remedy: String) -> FileError {
        FileError(file: file, line: 1, key: "", detail: detail, remedy: remedy)
    }
}
