/// What a person asks of a family; every one is carried out by way of a ``Plan``.
///
/// Each has a file of its own, which says everything that tells it from the others.
package struct Operation: Sendable {
    package let family: FamilyName
    /// The configuration or the containers that were named; nil if none were.
    var named: [String]?
    /// Reference of what a new container is made from; nil if none is made.
    var image: String?
    /// Label of the images that the plan has to know; nil: of none.
    var builds: String?
    /// The members whose details are needed besides the active one: those to switch to, or to take mounts from.
    var targets: @Sendable (Family) -> [Member] = { _ in [] }
    /// Whether a container of the family that exists takes over: others matter only for the ports it may need.
    var isTakeover = false
    /// Whether the stable container is meant, whatever it is called by now.
    var wantsStable = false
    /// Whether it is refused where there is nothing of the family.
    var needsFamily = true
    /// Whether it is done though two run, and on a full disk without a record: it is what helps then.
    var isRemedy = false
    /// True if neither an interrupted operation nor another user's lock stops it.
    var isUnconditional = false
    /// Whether it finishes or takes back what was interrupted.
    package var isRecovery = false
    /// What goes on, in at most ten letters.
    package var progressWord = "switching"
    /// What people usually type afterwards; nil if nothing.
    package var nextWords: @Sendable (_ hasStable: Bool) -> String? = { _ in nil }
    /// As it is typed after the word `dockervisor`, for a subject: the family, or `3 families` as one.
    let typed: @Sendable (_ subject: String) -> String
    let plan: @Sendable (Planning) throws(Refusal) -> Plan

    /// As it is typed after the word `dockervisor`.
    package var words: String { typed(family.text) }

    /// The same for another subject, as `3 families` is one.
    package func words(for subject: String) -> String { typed(subject) }

    /// Whether a stable container that exists is asked for.
    var goesBackToStable: Bool { wantsStable && image == nil }
}

extension Operation: Hashable, CustomStringConvertible {
    package var description: String { words }

    private var identity: [[String]?] { [[family.text, words], named] }

    package static func == (left: Operation, right: Operation) -> Bool { left.identity == right.identity }

    package func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}
