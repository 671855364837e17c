import Console
import Engine
import Families
import FoundationEssentials

/// A family's containers as lines; columns that do not fit are left out, the least needed first, and names are cut.
struct ContainerTable {
    let head: String
    let rows: [String]

    private static let heads = ["NAME", "ROLE", "STATE", "IMAGE", "AGE", "PORTS"]
    /// Indices of ``heads``, in the order in which they are given up.
    private static let expendable = [3, 4, 1, 5]
    /// So much of a name is kept before a column is given up.
    private static let shortestName = 22

    init(_ family: Family, now: Date?, columns available: Int, ellipsis: String) {
        let cells = family.members.map { member in
            [
                visible(member.name), roleWord(member, in: family), visible(stateWords(member.container)),
                shortID(member.imageID), now.map { ageWords(from: member.container.createdAt, to: $0) } ?? "",
                member.container.ports.words,
            ]
        }
        var widths = Self.heads.indices.map { column in
            ([Self.heads] + cells).map { columns(of: $0[column]) }.max() ?? 0
        }
        let name = widths[0]
        widths[0] = min(name, Self.shortestName)
        var shown = Self.heads.indices.filter { column in column < 3 || cells.contains { !$0[column].isEmpty } }
        for column in Self.expendable where Self.width(of: shown, widths) > available {
            shown.removeAll { $0 == column }
        }
        widths[0] = min(name, max(14, widths[0] + available - Self.width(of: shown, widths)))
        widths[2] = max(6, widths[2] - max(0, Self.width(of: shown, widths) - available))
        head = Self.line(Self.heads, shown, widths, ellipsis)
        rows = cells.map { Self.line($0, shown, widths, ellipsis) }
    }

    private static func width(of shown: [Int], _ widths: [Int]) -> Int {
        shown.reduce(0) { $0 + widths[$1] } + 2 * (shown.count - 1)
    }

    private static func line(_ cells: [String], _ shown: [Int], _ widths: [Int], _ ellipsis: String) -> String {
        shown.map { column in
            let cut = column == 0 ? clippedInMiddle : clipped
            return padded(cut(cells[column], widths[column], ellipsis), to: widths[column])
        }.joined(separator: "  ")
    }
}
