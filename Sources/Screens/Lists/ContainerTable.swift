import Console
import Engine
import Families
import FoundationEssentials
import Supervisor

/// Containers as lines; columns that do not fit are left out, the least needed first, and names are cut.
struct ContainerTable {
    let head: String
    let rows: [String]

    /// So much of a name is kept before a column is given up.
    private static let shortestName = 22

    /// Of one family, with their roles.
    init(_ members: [Member], of family: Family, now: Date?, columns: Int, ellipsis: String) {
        let cells = members.map { member in
            Self.cells(member.container, second: roleWord(member, in: family), image: member.imageID, now: now)
        }
        self.init(
            heads: Self.heads(second: "ROLE"), expendable: [3, 4, 1, 5], cells: cells, columns: columns,
            ellipsis: ellipsis)
    }

    /// Of all families and of none.
    init(_ rows: [Row], now: Date?, columns: Int, ellipsis: String) {
        let cells = rows.map { row in
            Self.cells(row.container, second: row.family?.text ?? "-", image: row.container.image, now: now)
        }
        self.init(
            heads: Self.heads(second: "FAMILY"), expendable: [3, 4, 5, 1], cells: cells, columns: columns,
            ellipsis: ellipsis)
    }

    private static func heads(second: String) -> [String] { ["NAME", second, "STATE", "IMAGE", "AGE", "PORTS"] }

    private static func cells(_ container: Container, second: String, image: String, now: Date?) -> [String] {
        [
            visible(container.name), second, visible(stateWords(container)), imageWord(image),
            now.map { ageWords(from: container.createdAt, to: $0) } ?? "", container.ports.words,
        ]
    }

    /// - Parameter expendable: indices of the columns, in the order in which they are given up.
    private init(
        heads: [String], expendable: [Int], cells: [[String]], columns available: Int, ellipsis: String
    ) {
        var widths = heads.indices.map { column in
            ([heads] + cells).map { columns(of: $0[column]) }.max() ?? 0
        }
        let name = widths[0]
        widths[0] = min(name, Self.shortestName)
        var shown = heads.indices.filter { column in column < 3 || cells.contains { !$0[column].isEmpty } }
        for column in expendable where Self.width(of: shown, widths) > available {
            shown.removeAll { $0 == column }
        }
        widths[0] = min(name, max(14, widths[0] + available - Self.width(of: shown, widths)))
        widths[2] = max(6, widths[2] - max(0, Self.width(of: shown, widths) - available))
        head = Self.line(heads, shown, widths, ellipsis)
        rows = cells.map { Self.line($0, shown, widths, ellipsis) }
    }

    private static func width(of shown: [Int], _ widths: [Int]) -> Int {
        shown.reduce(0) { $0 + widths[$1] } + 2 * (shown.count - 1)
    }

    private static func line(_ cells: [String], _ shown: [Int], _ widths: [Int], _ ellipsis: String) -> String {
        shown.map { column in
            let cut = column == 0 ? clippedName : clipped
            return padded(cut(cells[column], widths[column], ellipsis), to: widths[column])
        }.joined(separator: "  ")
    }
}

/// Of a saved container the day and time stay: `dcv_we…20261112T181820` for `dcv_web_save_20261112T181820.687Z`.
func clippedName(_ name: String, to columns: Int, ellipsis: String) -> String {
    guard Console.columns(of: name) > columns, columns >= 18, name.contains("_save_"),
        let fraction = name.firstMatch(of: /_save_\d{8}T\d{6}(\.\d{3}Z)$/)?.output.1
    else {
        return clippedInMiddle(name, to: columns, ellipsis: ellipsis)
    }
    let stem = String(name.dropLast(fraction.count))
    guard Console.columns(of: stem) > columns - 1 else { return stem + ellipsis }
    let time = stem.suffix(15)
    let front = String(stem.dropLast(time.count))
    let room = min(columns - time.count, Console.columns(of: front) - 1)
    return clipped(front, to: room, ellipsis: ellipsis) + time
}

/// A reference as it is, an id short.
func imageWord(_ image: String) -> String { image.contains("sha256:") ? shortID(image) : visible(image) }
