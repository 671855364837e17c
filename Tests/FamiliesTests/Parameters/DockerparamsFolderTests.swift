import CustomDump
@testable import Families
import FoundationEssentials
import Testing

@Suite struct DockerparamsFolderTests {
    private let place: TemporaryFolder
    private let folder: DockerparamsFolder
    private let family: FamilyName = "team/web"

    init() throws {
        place = try TemporaryFolder()
        folder = DockerparamsFolder(current: place.path, kept: place.path + "/dcv", home: "/home/ann")
    }

    private func problem(of body: () throws -> some Any) -> String {
        do {
            _ = try body()
            return "no problem"
        } catch let error as FileError {
            return error.problem
        } catch {
            return "\(error)"
        }
    }

    // MARK: Where

    @Test(arguments: [
        (["HOME": "/home/ann"], "/home/ann/dcv"), (["HOME": "/home/ann", "DOCKERVISOR_HOME": "/srv/dcv"], "/srv/dcv"),
        (["HOME": "/home/ann", "DOCKERVISOR_HOME": "params"], "/work/params"),
        (["HOME": "/home/ann", "DOCKERVISOR_HOME": ""], "/home/ann/dcv"), ([:], "/dcv"),
    ])
    func `keeps files in the home, or where DOCKERVISOR_HOME says`(environment: [String: String], kept: String) {
        #expect(DockerparamsFolder(environment: environment, current: "/work").kept == kept)
    }

    @Test func `names the file after the family`() {
        #expect(folder.fileName(of: "registry:5000/team/web") == "dcv-registry.5000.team.web")
    }

    // MARK: Finding

    @Test func `finds nothing where there is nothing`() throws {
        #expect(try folder.find(family) == nil)
    }

    @Test func `prefers the file of the current folder`() throws {
        try place.write(#"{"arguments": ["kept"]}"#, to: "dcv/dcv-team.web")
        try place.write(#"{"arguments": ["current"]}"#, to: "dcv-team.web")
        let found = try folder.find(family)
        #expect(found?.file == place.path + "/dcv-team.web")
        #expect(found?.content == .lone(Configuration(arguments: ["current"])))
    }

    @Test func `falls back to the file that was kept`() throws {
        try place.write(#"{"arguments": ["kept"]}"#, to: "dcv/dcv-team.web")
        #expect(try folder.find(family)?.content == .lone(Configuration(arguments: ["kept"])))
    }

    @Test func `a wrong file in the current folder does not fall back`() throws {
        try place.write("{}", to: "dcv/dcv-team.web")
        try place.write("{", to: "dcv-team.web")
        #expect(problem { try folder.find(family) }.hasPrefix("\(place.path)/dcv-team.web, line 1: invalid JSON"))
    }

    @Test func `counts relative paths from the file's own folder`() throws {
        try place.write(#"{"volumes": {"./logs": "/logs", "~/x": "/x"}}"#, to: "dcv-team.web")
        #expect(
            try folder.find(family)?.content
                == .lone(
                    Configuration(volumes: [
                        ConfiguredVolume(source: place.path + "/logs", path: "/logs"),
                        ConfiguredVolume(source: "/home/ann/x", path: "/x"),
                    ])))
    }

    @Test func `refuses a file that is no text`() throws {
        try Data([0x7B, 0xFF, 0xFE, 0x7D]).write(to: URL(filePath: place.path + "/dcv-team.web"))
        #expect(problem { try folder.find(family) } == "\(place.path)/dcv-team.web, line 1: not valid UTF-8")
    }

    @Test func `refuses a file that is too large to be meant`() throws {
        try place.write("{}" + String(repeating: " ", count: 1_000_000), to: "dcv-team.web")
        #expect(
            problem { try folder.find(family) } == "\(place.path)/dcv-team.web, line 1: the file is larger than 1 MB")
    }

    @Test func `refuses a folder in the place of the file`() throws {
        try place.write("", to: "dcv-team.web/x")
        #expect(problem { try folder.find(family) } == "\(place.path)/dcv-team.web, line 1: not a regular file")
    }

    // MARK: Keeping

    @Test func `keeps the copy where nobody else can read it`() throws {
        let file = try folder.keep(.lone(Configuration(env: ["KEY": "secret"])), of: family)
        #expect(file == place.path + "/dcv/dcv-team.web")
        #expect(try place.permissions(of: "dcv") == 0o700)
        #expect(try place.permissions(of: "dcv/dcv-team.web") == 0o600)
    }

    @Test func `takes a copy that others could read away from them`() throws {
        let old = try place.write("{}", to: "dcv/dcv-team.web")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: old)
        _ = try folder.keep(.lone(Configuration(env: ["KEY": "secret"])), of: family)
        #expect(try place.permissions(of: "dcv/dcv-team.web") == 0o600)
    }

    @Test func `writes the copy with absolute paths, for people to read`() throws {
        try place.write(
            #"{"web": {"volumes": {"./logs": "/logs:ro", "data": "/data"}, "ports": {"53/udp": 53}}, "bare": {}}"#,
            to: "dcv-team.web")
        let content = try #require(try folder.find(family)?.content)
        _ = try folder.keep(content, of: family)
        expectNoDifference(
            try place.text(of: "dcv/dcv-team.web"),
            """
            {
              "web": {
                "volumes": {
                  "\(place.path)/logs": "/logs:ro",
                  "data": "/data"
                },
                "ports": {
                  "53/udp": "53"
                }
              },
              "bare": {}
            }

            """)
    }

    @Test(arguments: [
        "{}", #"{"volumes": {}, "ports": {}}"#, #"{"b": {"raw": ["--init"]}, "a": {"arguments": ["x"]}}"#,
        #"{"volumes": {"z1": "/a", "./b": "/b:ro,z", "a1": "/c"}, "networks": ["z", "a"]}"#,
        #"{"ports": {"443": 443, "80": 80, "53/udp": "53", "[::1]:8080/tcp": 1, "127.0.0.1:54": "53/udp"}}"#,
        #"{"env": {"B": "a\"b\\c/\u0001\n\r\t\u2028é😀\u007f", "A": ""}, "arguments": ["", "\ud800"]}"#,
        #"{"c \" d": {"env": {"A": "x"}}, "ports of call": {"ports": {}}}"#,
    ])
    func `the copy says the same as the original`(text: String) throws {
        let original = try Dockerparams.parse(text, file: place.path + "/dcv-team.web", home: "/home/ann")
        _ = try folder.keep(original, of: family)
        expectNoDifference(try folder.find(family)?.content, original)
    }

    @Test func `says when the copy cannot be written`() throws {
        try place.write("a file", to: "dcv")
        #expect(
            problem { try folder.keep(.lone(Configuration()), of: family) }
                .hasPrefix("\(place.path)/dcv/dcv-team.web, line 1: cannot write the copy"))
    }
}
