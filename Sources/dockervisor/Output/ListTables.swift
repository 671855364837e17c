import Console
import Engine
import Families
import FoundationEssentials
import Screens

/// One line for each family.
func overviewTable(_ families: [Family]) -> [String] {
    guard !families.isEmpty else { return ["No families yet. Create one: dockervisor build NAME PATH"] }
    return table(
        ["FAMILY", "ACTIVE", "STATE", "STABLE", "NEW IMAGE"],
        families.map { family in
            let active = family.active.map(\.name).joined(separator: ", ")
            let shown = family.active.first ?? family.latest
            return [
                family.name.text, active.isEmpty ? "-" : active,
                shown.map { (active.isEmpty ? "\($0.name) " : "") + stateWords($0.container) } ?? "no container",
                family.stable.map(\.name) ?? "-",
                family.unusedBuild.map { "\(shortID($0.id)) (not started)" } ?? "-",
            ]
        }
    ).flatMap(\.self)
}

/// A family's containers, then its images.
func familyTable(_ family: Family) -> [String] {
    let containers = table(
        ["CONTAINER", "ROLE", "STATE", "IMAGE", createdHead, "PORTS", "CONFIG"],
        family.members.map { member in
            [
                member.name, roleWords(member, in: family), stateWords(member.container), shortID(member.imageID),
                createdWords(member.container.createdAt),
                member.container.ports.isEmpty ? "-" : member.container.ports.words,
                member.configuration ?? "-",
            ]
        })
    let images = table(
        ["IMAGE", "TAG", createdHead, "SIZE", "USED BY"],
        family.images.map { image in
            let users = family.members.filter { $0.imageID == image.id }.map(\.name)
            return [
                shortID(image.id), image.tag ?? "-", createdWords(image.createdAt), image.size,
                users.isEmpty ? "-" : users.joined(separator: ", "),
            ]
        })
    return (containers + [[""]] + images).flatMap(\.self)
}

/// Operations, oldest first; what failed on a line of its own.
func historyTable(_ entries: [JournalEntry]) -> [String] {
    let lines = table(
        ["WHEN", "USER", "OPERATION", "RESULT", "TOOK", "FROM", "TO", "WHY"],
        entries.map { entry in
            [
                entry.at.formatted(.iso8601), entry.by, entry.what, entry.result,
                "\(seconds(.seconds(entry.seconds))) s",
                entry.from?.name ?? "-", entry.to?.name ?? "-", entry.why ?? "-",
            ]
        })
    let below = entries.map { entry in entry.problem.map { ["    \($0)"] } ?? [] }
    return zip(lines, [[]] + below).flatMap { $0 + $1 }
}

func roleWords(_ member: Member, in family: Family) -> String {
    let role =
        switch member.role {
        case .latest: "latest"
        case .stable: family.latest?.id == member.id ? "stable, latest" : "stable"
        case .saved: member.hasFailed ? "failed" : "old"
        case .candidate, .operationRecord, .recoveryLock: member.hasFailed ? "failed" : member.role.word
        }
    return member.container.state.isActive ? role + ", active" : role
}

/// Of containers that could go.
func spareTable(_ members: [Member]) -> [String] {
    table(
        ["CONTAINER", "STATE", "IMAGE", createdHead],
        members.map {
            [$0.name, stateWords($0.container), shortID($0.imageID), createdWords($0.container.createdAt)]
        }
    ).flatMap(\.self)
}

/// For people the short words of the full screen; docker's own for whatever reads the output.
func stateWords(_ container: Container) -> String {
    if Printing.isTerminal { return Screens.stateWords(container) }
    return container.status.isEmpty ? container.state.rawValue : container.status
}

private var createdHead: String { Printing.isTerminal ? "AGE" : "CREATED" }

private func createdWords(_ time: Date) -> String {
    Printing.isTerminal ? ageWords(from: time, to: .now) : time.formatted(.iso8601)
}

/// Columns as wide as their widest cell, two blanks between them. On a terminal that is narrower than that a row goes on
/// below, further in, heads and cells alike.
private func table(_ heads: [String], _ rows: [[String]]) -> [[String]] {
    let cells = [heads] + rows.map { $0.map { visible($0) } }
    let widths = heads.indices.map { column in cells.map { columns(of: $0[column]) }.max() ?? 0 }
    let folds = folded(widths, to: Printing.columns ?? .max)
    return cells.map { row in
        folds.map { fold in
            let line = fold.map { padded(row[$0], to: widths[$0]) }.joined(separator: "  ")
            return (fold.lowerBound == 0 ? "" : "    ") + line.trimmedAtEnd
        }
    }
}

/// The columns of each line.
private func folded(_ widths: [Int], to limit: Int) -> [Range<Int>] {
    var folds = [Range<Int>]()
    var used = 0
    for (column, width) in widths.enumerated() {
        if let last = folds.last, used + 2 + width <= limit {
            folds[folds.count - 1] = last.lowerBound..<column + 1
            used += 2 + width
        } else {
            used = (folds.isEmpty ? 0 : 4) + width
            folds.append(column..<column + 1)
        }
    }
    return folds
}

extension String {
    fileprivate var trimmedAtEnd: String {
        String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
    }
}
