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
                problem: "no Dockerfile in \(folder.current) and no earlier build of \(order.family)",
                remedy: "Specify the build context: dockervisor build \(order.family) PATH")
        }
        let note = "Building in \(context), the build context of the last build"
        if let before = last?.labels[Label.buildDockerfile], isFile(before), isFolder(context),
            before != firstDockerfile(of: order.family, in: context)
        {
            return Place(
                context: context, dockerfile: before,
                notes: [note, "Using \(before), the Dockerfile of the last build"])
        }
        var place = try place(in: context, order)
        place.notes = [note]
        return place
    }

    private func place(in context: String, _ order: BuildOrder) throws(Refusal) -> Place {
        guard isFolder(context) else {
            guard engine.readsSources else { return Place(context: context, dockerfile: context + "/Dockerfile") }
            throw .state(
                problem: "no such directory: \(context)",
                remedy: "Specify the build context: dockervisor build \(order.family) PATH")
        }
        if let named = order.dockerfile {
            guard isFile(folder.absolute(named)) else {
                throw .state(
                    problem: "no such file: \(folder.absolute(named))",
                    remedy: "Specify -f relative to the current directory")
            }
            return Place(context: context, dockerfile: folder.absolute(named))
        }
        if let found = firstDockerfile(of: order.family, in: context) {
            return Place(context: context, dockerfile: found)
        }
        throw .state(
            problem: "\(context) contains neither \(order.family.fitted)-Dockerfile nor Dockerfile",
            remedy: "Specify one: dockervisor build \(order.family) \(context) -f FILE")
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
