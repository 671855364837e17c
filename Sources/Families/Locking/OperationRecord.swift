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
    /// Full id of the image that a new container is made from; nil if none is made.
    package var image: String?
    package var holder: Holder
    package var at: Date
}

extension OperationRecord {
    /// nil if the labels are not those of a record.
    package init?(labels: [String: String]) {
        guard let kind = labels[Label.operation].flatMap(Kind.init) else { return nil }
        self.init(
            kind: kind, words: labels[Label.operationWords] ?? kind.rawValue, from: labels[Label.operationFrom],
            to: labels[Label.operationTo], image: labels[Label.operationImage],
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
        labels[Label.operationImage] = image
        return labels
    }

    /// Who, what and since when, without a full stop: `start web :new, started by ann@box at 2026-11-24T10:00:00Z`.
    package var described: String { "\(words), started by \(holder.by) at \(at.formatted(.iso8601))" }

    /// How the container is created that holds it: never started, so that the word that is its command is never run.
    ///
    /// - Parameter base: what it is made from. Its volumes are covered by file systems in memory, so that none is made
    ///   and nothing is copied.
    func request(in family: FamilyName, named name: String, base: Base) -> CreateRequest {
        CreateRequest(
            name: name, image: base.image,
            labels: labels.merging([Label.family: family.text, Label.image: base.image]) { $1 }, network: "none",
            options: base.volumePaths.sorted().flatMap { ["--tmpfs", $0] }, arguments: ["-"])
    }

    /// The image that a record is made from.
    struct Base: Hashable, Sendable {
        /// Full id, or a reference.
        var image: String
        var volumePaths: [String] = []

        /// An image without content, for a family that has no container yet, or whose images are gone. It is made when it
        /// is needed.
        static let empty = Base(image: "dockervisor/lock:latest")

        /// The first of these images that exists, else ``empty``.
        init(firstOf ids: [String], in images: [String: ImageDetails]) {
            guard let found = ids.lazy.compactMap({ images[$0] }).first else {
                self = .empty
                return
            }
            self.init(image: found.id, volumePaths: found.volumePaths)
        }

        private init(image: String, volumePaths: [String] = []) {
            self.image = image
            self.volumePaths = volumePaths
        }
    }
}
