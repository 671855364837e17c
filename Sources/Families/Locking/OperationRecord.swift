import Engine
import FoundationEssentials

/// What `dcv_F_op` says: lock and write-ahead record of one operation.
///
/// It is a container that is never started. Names are unique, so of several that create it at once one wins, on one
/// host or on several; its labels tell whoever comes later what was begun.
package struct OperationRecord: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        /// A new container takes over.
        case new
        /// One that exists takes over.
        case existing
        case mark, stop, mend, recover
    }

    package var kind: Kind
    /// As it was typed: `start web :new`.
    package var words: String
    /// Id of who served when it began, or is marked; nil if nobody did.
    package var from: String?
    /// Id of who is to serve, or loses the mark; nil for a new one, which has no id yet.
    package var to: String?
    package var holder: Holder
    package var at: Date

    package init(kind: Kind, words: String, from: String? = nil, to: String? = nil, holder: Holder, at: Date) {
        self.kind = kind
        self.words = words
        self.from = from
        self.to = to
        self.holder = holder
        self.at = at
    }

    /// nil if the labels are not those of a record.
    package init?(labels: [String: String]) {
        guard let kind = labels[Label.operation].flatMap(Kind.init) else { return nil }
        self.init(
            kind: kind, words: labels[Label.operationWords] ?? kind.rawValue, from: labels[Label.operationFrom],
            to: labels[Label.operationTo],
            holder: Holder(
                by: labels[Label.operationBy] ?? "", machine: labels[Label.operationMachine] ?? "",
                boot: labels[Label.operationBoot] ?? "", namespace: labels[Label.operationNamespace] ?? "",
                process: labels[Label.operationProcess].flatMap(Int32.init) ?? 0,
                processStart: labels[Label.operationProcessStart] ?? ""),
            at: labels[Label.operationAt].flatMap { try? Date($0, strategy: .iso8601) } ?? .distantPast)
    }

    package var labels: [String: String] {
        var labels = [
            Label.operation: kind.rawValue, Label.operationWords: words, Label.operationBy: holder.by,
            Label.operationMachine: holder.machine, Label.operationBoot: holder.boot,
            Label.operationNamespace: holder.namespace,
            Label.operationProcess: "\(holder.process)", Label.operationProcessStart: holder.processStart,
            Label.operationAt: at.formatted(.iso8601),
        ]
        labels[Label.operationFrom] = from
        labels[Label.operationTo] = to
        return labels
    }

    /// Who, what and since when, without a full stop: `start web :new, by ann@box since 2026-11-24T10:00:00Z`.
    package var described: String { "\(words), by \(holder.by) since \(at.formatted(.iso8601))" }

    /// How the container is created that holds it: never started, so that the word that is its command is never run.
    ///
    /// - Parameters:
    ///   - image: one that exists for certain: that of a container that is there.
    ///   - volumePaths: covered by a file system in memory, so that no volume is made and nothing is copied.
    func request(in family: FamilyName, named name: String, image: String, volumePaths: [String]) -> CreateRequest {
        CreateRequest(
            name: name, image: image, labels: labels.merging([Label.family: family.text, Label.image: image]) { $1 },
            network: "none", options: volumePaths.sorted().flatMap { ["--tmpfs", $0] }, arguments: ["-"])
    }
}
