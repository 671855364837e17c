import FoundationEssentials
import Testing

/// Families is one target; between its folders nothing but this test keeps the direction.
struct RoomsTests {
    /// A folder may use those before it.
    private static let rooms = [
        "Names", "Files", "Snapshot", "Locking", "Parameters", "Plans", "Building", "Journal", "Operating", "Doctor",
    ]

    private let families = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Sources/Families"

    @Test func `the rooms of Families depend on each other in one direction only`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: families)
        #expect(folders.sorted() == Self.rooms.sorted())
        let files = try Dictionary(uniqueKeysWithValues: Self.rooms.map { ($0, try sources(in: $0)) })
        var backward = [String]()
        for (place, room) in Self.rooms.enumerated() {
            let later = Self.rooms[(place + 1)...].flatMap { room in
                files[room, default: []].flatMap { types(in: $0.text) }.map { (name: $0, room: room) }
            }
            for file in files[room, default: []] {
                let used = words(in: file.text)
                backward += later.filter { used.contains($0.name) }
                    .map { "\(room)/\(file.name) uses \($0.name) of \($0.room)" }
            }
        }
        #expect(backward == [])
        #expect(files.values.joined().flatMap { types(in: $0.text) }.count > 50)
    }

    private func sources(in room: String) throws -> [(name: String, text: String)] {
        try FileManager.default.contentsOfDirectory(atPath: families + "/" + room).sorted().map { name in
            let text = try String(contentsOfFile: "\(families)/\(room)/\(name)", encoding: .utf8)
            let code = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
            return (name, code.joined(separator: "\n"))
        }
    }

    /// Those that stand at the left edge.
    private func types(in text: String) -> [Substring] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard !line.hasPrefix(" "), !line.hasPrefix("private"), !line.hasPrefix("fileprivate"),
                let kind = words.firstIndex(where: { ["struct", "enum", "class", "actor", "protocol"].contains($0) }),
                words.indices.contains(kind + 1)
            else { return nil }
            return words[kind + 1].prefix { $0.isLetter || $0.isNumber }
        }
    }

    private func words(in text: String) -> Set<Substring> {
        Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") })
    }
}
