import Engine
import FoundationEssentials

/// The rows of a listing, one JSON array of strings per line; throws a `DecodingError`.
func listingRows(_ output: [UInt8]) throws -> [[String]] {
    var text: [UInt8] = [UInt8(ascii: "[")]
    text.reserveCapacity(output.count + 2)
    let lines = output.split(separator: UInt8(ascii: "\n"))
    for (index, line) in lines.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        text += line
    }
    text.append(UInt8(ascii: "]"))
    return try JSONDecoder().decode([[String]].self, from: Data(text))
}

/// A Go template that prints a JSON array of the fields: `.ID`, `(.Label "key")`.
func rowTemplate(_ fields: [String]) -> String {
    "[" + fields.map { "{{json \($0)}}" }.joined(separator: ",") + "]"
}

extension Container {
    /// What `docker ps` is asked for, before the labels.
    static let fields = [".ID", ".Names", ".Image", ".State", ".Status", ".CreatedAt", ".Ports", ".Mounts"]

    /// A row has all fields, then the labels that are always told, then the others or none of them.
    static func template(labels: ListedLabels) -> String {
        let always = rowTemplate(fields + labels.always.map(field)).dropLast()
        guard let head = labels.head else { return always + "]" }
        let below = rowTemplate(labels.below.map(field)).dropFirst().dropLast()
        return always + "{{if \(field(head))}},\(below){{end}}]"
    }

    private static func field(_ label: String) -> String { "(.Label \(label.goString))" }

    /// nil if the row has another number of fields.
    init?(row: [String], labels: ListedLabels) {
        let count = row.count - Self.fields.count
        guard count == labels.always.count || count == labels.all.count else { return nil }
        let labels = labels.all
        let values = zip(labels, row.dropFirst(Self.fields.count)).filter { !$0.1.isEmpty }
        let state = ContainerState(word: row[3], status: row[4])
        self.init(
            id: row[0], name: Self.ownName(row[1]), state: state, status: row[4], image: familiarReference(row[2]),
            createdAt: engineDate(row[5]) ?? .distantPast,
            // Podman shows those of every container, docker also those of one that just failed to start.
            ports: state.isActive ? PublishedPort.list(row[6]) : [],
            mounts: row[7].fields.map(String.init),
            labels: Dictionary(values, uniquingKeysWith: { first, _ in first }))
    }

    /// `web,other/alias` → `web`: names with a slash are links of other containers.
    private static func ownName(_ names: String) -> String {
        let names = names.fields
        return String(names.first { !$0.utf8.contains(UInt8(ascii: "/")) } ?? names.first ?? "")
    }
}

/// The labels that a listing asks for. What stands below another one (`a.b.c` below `a.b`) is only told where that one is
/// set, since docker takes its time with each field.
struct ListedLabels {
    let always: [String]
    let below: [String]
    /// The label that those stand below; nil if there are none.
    let head: String?

    var all: [String] { always + below }

    init(_ labels: [String]) {
        let head = labels.first { head in labels.contains { $0.hasPrefix(head + ".") } }
        self.head = head
        below = head.map { head in labels.filter { $0.hasPrefix(head + ".") } } ?? []
        always = labels.filter { [below] in !below.contains($0) }
    }
}

extension ContainerState {
    /// A word that docker does not have (podman: `initialized`, `stopped`) counts as running or not by the status;
    /// podman's `stopping` still runs.
    init(word: String, status: String) {
        let isUp = status.hasPrefix("Up") || word == "stopping"
        self = ContainerState(rawValue: word) ?? (isUp ? .running : .exited)
    }
}

extension Image {
    static let fields = [".ID", ".Repository", ".Tag", ".CreatedAt", ".Size"]

    init?(row: [String]) {
        guard row.count == Self.fields.count else { return nil }
        self.init(
            id: row[0], repository: row[1].named, tag: row[2].named,
            createdAt: engineDate(row[3]) ?? .distantPast, size: row[4])
    }
}

extension ImageLayer {
    /// With `--human=false` sizes are bytes. Podman says `sha256:<missing>`.
    static let fields = [".ID", ".CreatedBy", ".CreatedAt", ".Size"]

    init?(row: [String]) {
        guard row.count == Self.fields.count else { return nil }
        self.init(
            id: row[0].hasSuffix("<missing>") ? nil : row[0], createdBy: row[1],
            createdAt: engineDate(row[2]) ?? .distantPast, size: Int(row[3]) ?? 0)
    }
}

extension String {
    fileprivate var named: String? { isEmpty || self == "<none>" ? nil : self }

    /// As a Go template reads it.
    fileprivate var goString: String {
        "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
