import TestRandom

/// What somebody types.
enum RandomOperation: Hashable, Sendable {
    case build(Version)
    case startNew(configuration: String?)
    case startLatest, startStable, rollback, undo, mark, stop
    /// The member of that number, by name, counted round and round.
    case startByName(Int)
    /// So many of those that could go.
    case clean(Int)
    case recover, recoverAll, doctor

    static func drawn(from random: inout SeededRandom) -> RandomOperation {
        let pick = random.number(0...11)
        let configuration = random.one(of: [String?.none: 4, "default": 2, "portless": 1])
        return random.one(of: [
            .build(.drawn(from: &random)): 5, .startNew(configuration: configuration): 6, .startLatest: 3,
            .startStable: 1, .startByName(pick): 4, .rollback: 5, .undo: 4, .mark: 4, .stop: 1, .clean(1 + pick / 4): 2,
            .recover: 1, .recoverAll: 1, .doctor: 1,
        ])
    }

    /// As it is typed, with the names of those that there are.
    func words(in family: FamilySight) -> [String] {
        switch self {
        case .build: ["build", "web", "."]
        case .startNew(let configuration): ["start", "web", ":new"] + [configuration].compactMap(\.self)
        case .startLatest: ["start", "web", ":latest"]
        case .startStable: ["start", "web", ":stable"]
        case .startByName(let pick): ["start"] + (family.member(pick).map { [$0.name] } ?? ["web", ":latest"])
        case .rollback: ["rollback", "web"]
        case .undo: ["undo", "web"]
        case .mark: ["stable", "mark", "web"]
        case .stop: ["stop", "web"]
        case .clean(let count): ["clean", "web"] + family.spare.prefix(count).map(\.name)
        case .recover: ["recover", "web"]
        case .recoverAll: ["recover", "--all"]
        case .doctor: ["doctor", "web", "--fix"]
        }
    }

    /// How many changing docker calls it makes at most, about.
    var usualChanges: Int {
        switch self {
        case .startNew: 10
        case .startLatest, .startStable, .startByName, .rollback, .undo: 7
        case .mark: 5
        case .stop: 4
        case .clean: 3
        case .build, .recover, .recoverAll, .doctor: 1
        }
    }

    /// Whether it takes `--gate`.
    var hasGate: Bool { if case .build = self { false } else { true } }

    /// Whether another container is to serve afterwards.
    var isSwitch: Bool {
        switch self {
        case .startNew, .startLatest, .startStable, .startByName, .rollback, .undo: true
        case .build, .mark, .stop, .clean, .recover, .recoverAll, .doctor: false
        }
    }

    /// Whether it must be refused while two containers of the family run.
    var needsOneActive: Bool { isSwitch || self == .mark }
}

/// What an image holds, told by its label: most serve well.
enum Version: String, CaseIterable, Sendable {
    case one, two, three, four
    /// Ignores SIGTERM.
    case stubborn
    /// Listens only after a second.
    case late
    /// Cannot be started.
    case missing
    /// Ends at once.
    case exiting
    /// Ends after half a second.
    case dying

    static func drawn(from random: inout SeededRandom) -> Version {
        random.one(of: [
            .one: 2, .two: 2, .three: 2, .four: 2, .stubborn: 1, .late: 1, .missing: 1, .exiting: 1, .dying: 1,
        ])
    }

    /// Whether it does not live for long.
    var isMortal: Bool { [.missing, .exiting, .dying].contains(self) }

    /// What the image runs; nil: the web server.
    func command(serving: String) -> [String]? {
        switch self {
        case .one, .two, .three, .four, .stubborn: nil
        case .late: ["/bin/busybox", "sh", "-c", "/bin/busybox sleep 1; " + serving]
        case .missing: ["/bin/missing"]
        case .exiting: ["/bin/busybox", "sh", "-c", "exit 3"]
        case .dying: ["/bin/busybox", "sh", "-c", "/bin/busybox sleep 0.5; exit 4"]
        }
    }
}
