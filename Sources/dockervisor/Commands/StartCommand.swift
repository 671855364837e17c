import ArgumentParser
import Families
import Supervisor

struct StartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Switch to a new container or to an existing one",
        usage: """
            dockervisor start NAME :new [CONFIG] [OPTIONS]
            dockervisor start NAME :latest [OPTIONS]
            dockervisor start NAME :stable [--from-tag] [OPTIONS]
            dockervisor start CONTAINER [OPTIONS]
            """,
        discussion: """
            The active container is stopped only when the other one is ready to start. It is never deleted, and is \
            started again if the other one fails.
            """)

    @Argument(help: ArgumentHelp("The family, or one of its containers", valueName: "name"), completion: .families)
    var name: String

    @Argument(
        help: ArgumentHelp(":new, :latest or :stable", valueName: "which"),
        completion: .list([":new", ":latest", ":stable"]))
    var which: String?

    @Argument(help: ArgumentHelp("With :new: a configuration in the Dockerparams", valueName: "config"))
    var configuration: String?

    @Flag(help: "With :stable: if its container is gone, create one from its image (current configuration)")
    var fromTag = false

    @OptionGroup var options: SwitchOptions

    func run() async throws {
        try await options.carryOut { survey in
            guard let which else { return try await byName(survey) }
            return try operation(which)
        }
    }

    func operation(_ which: String) throws -> Operation {
        let family = try familyName(name)
        if let configuration, which != ":new" {
            throw Refusal.usage(
                problem: "configuration '\(configuration)' is only valid with :new, not with '\(which)'",
                remedy: "Create a container with it: dockervisor start \(family) :new \(configuration)")
        }
        if fromTag, which != ":stable" {
            throw Refusal.usage(
                problem: "--from-tag is only valid with :stable, not with '\(which)'",
                remedy: "Use: dockervisor start \(family) :stable --from-tag")
        }
        switch which {
        case ":new": return .startNew(family, configuration: configuration)
        case ":latest": return .startLatest(family)
        case ":stable": return fromTag ? .startFromTag(family) : .startStable(family)
        default:
            let meant = nearest(to: which.hasPrefix(":") ? which : ":" + which, among: [":new", ":latest", ":stable"])
            throw Refusal.usage(
                problem: "invalid argument '\(which)': expected :new, :latest or :stable",
                remedy: (meant.map { "Did you mean" + " dockervisor start \(family) \($0)?" })
                    ?? "Use: dockervisor start \(family) :new (or :latest, or :stable)")
        }
    }

    /// One word alone is a container; a family's name alone is not enough.
    private func byName(_ survey: Survey) async throws -> Operation {
        let snapshot = try await survey.snapshot()
        let isContainer = snapshot.containers.contains { $0.name == name }
        if !isContainer, let family = snapshot.families.first(where: { $0.name.text == name }) {
            throw Refusal.usage(
                problem: "specify which container of \(family.name) to start",
                remedy: family.startChoices.joined(separator: "\n"))
        }
        if !isContainer, name.contains("/") || name.contains(":") { _ = try familyName(name) }
        return .startContainer(try await survey.family(ofContainer: name), name: name)
    }
}

extension Family {
    /// What each word would start now.
    fileprivate var startChoices: [String] {
        let new = newestImage.map { "a new container from the image of \($0.createdAt.formatted(.iso8601))" }
        return [
            "dockervisor start \(name) :new     \(new ?? "a new container (needs the image \(name.latestReference))")",
            "dockervisor start \(name) :latest  \(latest.map(\.described) ?? "not possible: no container yet")",
            "dockervisor start \(name) :stable  \(stable.map(\.described) ?? "not possible: no container is marked as stable")",
        ]
    }
}

extension Member {
    fileprivate var described: String { "\(name), \(container.status.isEmpty ? "never started" : container.status)" }
}

extension StartCommand: OfferedCommand, TypedCommand {
    static let verb = Verb(
        "start", "NAME :new [CONFIG], NAME :latest, ...",
        arguments: [
            .member,
            .words([
                .init(":new", "a new container from the latest image"), .init(":latest", "the latest container"),
                .init(":stable", "the stable container"),
            ]),
        ], options: SwitchOptions.offered)

    func typed(on usual: Terms) throws -> PaletteCommand {
        let terms = try options.typedTerms(on: usual)
        guard let which else { return .startContainer(name, terms) }
        let operation = try operation(which)
        let mayChoose = which == ":new" && configuration == nil && terms == nil
        return mayChoose ? .startNew(operation.family) : .operation(operation, terms)
    }
}
