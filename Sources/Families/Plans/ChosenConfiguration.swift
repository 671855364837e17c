/// The configuration for a new container, and where it comes from.
package struct ChosenConfiguration: Hashable, Sendable {
    /// nil for an unnamed one, and for none.
    package var name: String?
    package var configuration = Configuration()
    /// The file's path; nil if there is no file.
    package var file: String?
    /// One beside the sources of the newest build that says something else, and is not used.
    package var otherFile: String?
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
                problem: "no configuration '\(asked)': \(file) holds a single one without a name",
                remedy: "Omit the name: dockervisor start \(family) :new")
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
        let list = "Choose one: dockervisor start \(family) :new \(names.joined(separator: " | "))"
        if let asked {
            let meant = nearest(to: asked, among: names).map { "Did you mean '\($0)'? " } ?? ""
            return .state(problem: "\(file) has no configuration '\(asked)'", remedy: meant + list)
        }
        if let previous {
            return .state(
                problem:
                    "the last container was created with configuration '\(previous)', which \(file) no longer has",
                remedy: list)
        }
        return .state(problem: "\(file) has several configurations, none named 'default'", remedy: list)
    }
}
