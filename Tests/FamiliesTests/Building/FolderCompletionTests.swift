@testable import Families
import Testing

struct FolderCompletionTests {
    private let place: TemporaryFolder
    private let folder: DockerparamsFolder

    init() throws {
        place = try TemporaryFolder()
        folder = DockerparamsFolder(current: place.path + "/srv", kept: place.path + "/dcv", home: place.path + "/home")
        for file in ["srv/web/a", "srv/web-old/a", "srv/api/v1/a", "srv/.git/a", "srv/api.txt", "home/my app/a"] {
            try place.write("", to: file)
        }
    }

    @Test(arguments: [
        ("a", "api/", ["api"]), ("w", "web", ["web", "web-old"]), ("web", "web", ["web", "web-old"]),
        ("web-", "web-old/", ["web-old"]), ("api/", "api/v1/", ["v1"]), ("api/v1/", "api/v1/", []),
        ("../srv/a", "../srv/api/", ["api"]), ("", "", ["api", "web", "web-old"]), (".g", ".git/", [".git"]),
        ("~", "~/my app/", ["my app"]), ("~/m", "~/my app/", ["my app"]), ("x", "x", []), ("gone/x", "gone/x", []),
    ])
    func `a path is completed as far as there is no choice, by folders only`(
        text: String, completed: String, choices: [String]
    ) {
        let found = FolderCompletion(text, in: folder)
        #expect(found.text == completed)
        #expect(found.choices == choices)
    }

    @Test func `an absolute path stays one`() {
        #expect(FolderCompletion("\(place.path)/srv/a", in: folder).text == "\(place.path)/srv/api/")
        #expect(FolderCompletion("/", in: folder).choices.contains("usr"))
        #expect(FolderCompletion("/us", in: folder).paths == ["/usr/"])
    }
}
