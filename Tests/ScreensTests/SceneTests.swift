import Console
import CustomDump
import FoundationEssentials
import Screens
import Supervisor
import Testing

/// Every pane and dialog at every size, in UTF-8 and ASCII, beside pictures that people have looked at.
///
/// `DOCKERVISOR_RECORD=yes swift test --filter SceneTests` writes the pictures anew; that run fails, so that none is
/// believed unseen.
struct SceneTests {
    private static let sizes = [
        Size(columns: 60, rows: 16), Size(columns: 80, rows: 24), Size(columns: 120, rows: 30),
        Size(columns: 160, rows: 50),
    ]
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appendingPathComponent("Pictures")
    private static let isRecording = ProcessInfo.processInfo.environment["DOCKERVISOR_RECORD"] == "yes"

    @Test(arguments: Scene.all)
    func `a scene looks as it was recorded, at every size`(scene: Scene) throws {
        let file = Self.folder.appendingPathComponent("\(scene.name).txt")
        let drawn = Self.sizes.flatMap { size in
            [("UTF-8", Look.unicode), ("ASCII", .ascii)].map { name, look in
                "\(size.columns)x\(size.rows) \(name)\n\(picture(scene.make(size), look))\n"
            }
        }.joined(separator: "\n")
        if Self.isRecording {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(drawn.utf8).write(to: file)
            Issue.record("recorded: look at \(file.path)")
        }
        let known = FileManager.default.contents(atPath: file.path).map { String(decoding: $0, as: UTF8.self) }
        expectNoDifference(drawn, known ?? "")
    }

    @Test(arguments: Scene.all)
    func `a scene keeps its columns: no line is longer than the terminal`(scene: Scene) {
        for columns in [60, 61, 79, 80, 100, 132, 179, 180, 240] {
            for line in picture(scene.make(Size(columns: columns, rows: 24))).split(separator: "\n") {
                #expect(Console.columns(of: String(line)) <= columns, "\(columns)")
            }
        }
    }

    @Test func `no picture is left of a scene that is gone`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(names) == Set(Scene.all.map { $0.name + ".txt" }))
        #expect(Set(Scene.all.map(\.name)).count == Scene.all.count)
    }
}
