import ArgumentParser
import Families
import Supervisor

struct StartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Let a container take over: a new one, the latest, the stable one, or one by name.",
        usage: """
            dockervisor start NAME :new [CONFIG]
            dockervisor start NAME :latest
            dockervisor start NAME :stable
            dockervisor start CONTAINER
            """,
        discussion: """
            What serves now is stopped only when the other one is ready to start, and it comes back if that one does \
            not start. It is never removed.
            """)

    @Argument(help: ArgumentHelp("The family, or a container of one", valueName: "name"), completion: .families)
    var name: String

    @Argument(
        help: ArgumentHelp(":new, :latest or :stable", valueName: "which"),
        completion: .list([":new", ":latest", ":stable"]))
    var which: String?

    @Argument(help: ArgumentHelp("The configuration in the Dockerparams, for :new", valueName: "config"))
    var configuration: String?

    @Flag(help: "With :stable, when its container is gone: make one from its image, with today's configuration")
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
                problem: "'\(which)' starts a container that exists, so '\(configuration)' has no use",
                remedy: "A configuration is for a new one: dockervisor start \(family) :new \(configuration)")
        }
        if fromTag, which != ":stable" {
            throw Refusal.usage(
                problem: "--from-tag is for :stable, not for '\(which)'",
                remedy: "dockervisor start \(family) :stable --from-tag")
        }
        switch which {
        case ":new": return .startNew(family, configuration: configuration)
        case ":latest": return .startLatest(family)
        case ":stable": return fromTag ? .startFromTag(family) : .startStable(family)
        default:
            let meant = nearest(to: which.hasPrefix(":") ? which : ":" + which, among: [":new", ":latest", ":stable"])
            throw Refusal.usage(
                problem: "'\(which)' is none of :new, :latest and :stable",
                remedy: (meant.map { "Did you mean" + " dockervisor start \(family) \($0)?" })
                    ?? "dockervisor start \(family) :new, or :latest, or :stable")
        }
    }

    /// One word alone is a container; a family's name alone is not enough.
    private func byName(_ survey: Survey) async throws -> Operation {
        let snapshot = try await survey.snapshot()
        let isContainer = snapshot.containers.contains { $0.name == name }
        if !isContainer, let family = snapshot.families.first(where: { $0.name.text == name }) {
            throw Refusal.usage(
                problem: "start \(family.name) needs to know which container",
                remedy: family.startChoices.joined(separator: "\n"))
        }
        if !isContainer, name.contains("/") || name.contains(":") { _ = try familyName(name) }
        return .startContainer(try await survey.family(ofContainer: name), name: name)
    }
}

extension Family {
    /// What each word would start now.
    fileprivate var startChoices: [String] {
        let new = newestImage.map { "a new container from the build of \($0.createdAt.formatted(.iso8601))" }
        return [
            "dockervisor start \(name) :new     \(new ?? "a new container, if there is an image \(name.latestReference)")",
            "dockervisor start \(name) :latest  \(latest.map(\.described) ?? "nothing: there is no container yet")",
            "dockervisor start \(name) :stable  \(stable.map(\.described) ?? "nothing: none is marked stable")",
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
                .init(":new", "a new container of the newest build"), .init(":latest", "the latest"),
                .init(":stable", "the stable one"),
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
