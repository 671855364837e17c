import Engine
import FoundationEssentials

extension Builder {
    /// Where a build takes place.
    struct Place {
        /// Absolute.
        var context: String
        /// Absolute.
        var dockerfile: String
        var notes: [String] = []
    }

    func place(of order: BuildOrder, last: ImageDetails?) throws(Refusal) -> Place {
        if let path = order.path { return try place(in: folder.absolute(path), order) }
        if order.dockerfile != nil || firstDockerfile(of: order.family, in: folder.current) != nil {
            return try place(in: folder.current, order)
        }
        guard let context = last?.labels[Label.buildContext], !context.isEmpty else {
            throw .state(
                problem: "\(folder.current) has no Dockerfile, and \(order.family) was never built here",
                remedy: "Name the folder that has one: dockervisor build \(order.family) PATH")
        }
        let note = "Building in \(context), the folder of the last build"
        if let before = last?.labels[Label.buildDockerfile], isFile(before), isFolder(context),
            before != firstDockerfile(of: order.family, in: context)
        {
            return Place(
                context: context, dockerfile: before,
                notes: [note, "With \(before), the Dockerfile of the last build"])
        }
        var place = try place(in: context, order)
        place.notes = [note]
        return place
    }

    private func place(in context: String, _ order: BuildOrder) throws(Refusal) -> Place {
        guard isFolder(context) else {
            guard engine.readsSources else { return Place(context: context, dockerfile: context + "/Dockerfile") }
            throw .state(
                problem: "there is no folder \(context)",
                remedy: "Name the folder with the sources: dockervisor build \(order.family) PATH")
        }
        if let named = order.dockerfile {
            guard isFile(folder.absolute(named)) else {
                throw .state(
                    problem: "there is no file \(folder.absolute(named))", remedy: "-f counts from the current folder")
            }
            return Place(context: context, dockerfile: folder.absolute(named))
        }
        if let found = firstDockerfile(of: order.family, in: context) {
            return Place(context: context, dockerfile: found)
        }
        throw .state(
            problem: "\(context) has neither \(order.family.fitted)-Dockerfile nor Dockerfile",
            remedy: "Name one: dockervisor build \(order.family) \(context) -f FILE")
    }

    /// `F-Dockerfile`, else `Dockerfile`.
    private func firstDockerfile(of family: FamilyName, in context: String) -> String? {
        ["\(family.fitted)-Dockerfile", "Dockerfile"].map { (context == "/" ? "" : context) + "/" + $0 }.first(
            where: isFile)
    }

    private func isFile(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder
    }
}

func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
}
