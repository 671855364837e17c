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

    /// The family's file in the current folder, else the one kept by the last build; nil if there is none.
    package func find(_ family: FamilyName) throws(DockerparamsError) -> (file: String, content: Dockerparams)? {
        for folder in [current, kept] {
            if let content = try read(family, in: folder) { return content }
        }
        return nil
    }

    /// The file in that folder; nil if there is none.
    package func read(
        _ family: FamilyName, in folder: String
    ) throws(DockerparamsError) -> (file: String, content: Dockerparams)? {
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
            throw unreadable(file, "it is no UTF-8 text", remedy: "Save the file as UTF-8")
        }
        return (file, try Dockerparams.parse(text, file: file, home: home))
    }

    /// Keeps a copy for starts from other folders, with every path absolute. Says where.
    package func keep(_ content: Dockerparams, of family: FamilyName) throws(DockerparamsError) -> String {
        let file = kept + "/" + fileName(of: family)
        do {
            let files = FileManager.default
            try files.createDirectory(
                atPath: kept, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(content.canonicalText.utf8).write(to: URL(filePath: file), options: .atomic)
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        } catch {
            throw unreadable(file, "the copy cannot be written: \(error)", remedy: "Look at the folder: ls -ld \(kept)")
        }
        return file
    }

    private func unreadable(_ file: String, _ detail: String, remedy: String) -> DockerparamsError {
        DockerparamsError(file: file, line: 1, key: "", detail: detail, remedy: remedy)
    }
}

extension Dockerparams {
    /// Which configuration a new container gets.
    ///
    /// - Parameters:
    ///   - asked: the name that was given, if any.
    ///   - previous: the one that the active, else the latest container was made with.
    package func choose(
        asked: String?, previous: String?, file: String, family: FamilyName
    ) throws(Refusal) -> ChosenConfiguration {
        switch self {
        case .lone(let configuration):
            guard let asked else { return ChosenConfiguration(configuration: configuration, file: file) }
            throw .state(
                problem: "\(file) holds one configuration without a name, so there is no '\(asked)'",
                remedy: "Leave the name away: dockervisor start \(family) :new")
        case .named(let configurations):
            let only = configurations.count == 1 ? configurations[0].name : nil
            let wanted = asked ?? previous ?? only ?? "default"
            if let found = configurations.first(where: { $0.name == wanted }) {
                return ChosenConfiguration(name: found.name, configuration: found.configuration, file: file)
            }
            throw notFound(asked: asked, previous: previous, file: file, family: family)
        }
    }

    private func notFound(asked: String?, previous: String?, file: String, family: FamilyName) -> Refusal {
        let list = "Name one: dockervisor start \(family) :new \(names.joined(separator: " | "))"
        if let asked {
            let meant = nearest(to: asked, among: names).map { "Did you mean '\($0)'? " } ?? ""
            return .state(problem: "\(file) has no configuration '\(asked)'", remedy: meant + list)
        }
        if let previous {
            return .state(
                problem:
                    "the container before was made with the configuration '\(previous)', which \(file) no longer has",
                remedy: list)
        }
        return .state(problem: "\(file) has several configurations and none is called 'default'", remedy: list)
    }
}
