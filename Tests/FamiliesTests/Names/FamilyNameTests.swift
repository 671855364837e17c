@testable import Families
import TestRandom
import Testing

@Suite struct FamilyNameTests {
    /// What is said of a word: the problem, then the remedy; empty if it is a name.
    private func objection(to word: String) -> String {
        do throws(NameError) {
            _ = try FamilyName(word)
            return ""
        } catch {
            return "\(error.problem)\n\(error.remedy)"
        }
    }

    @Test(arguments: [
        "web", "w", "0", "team/web", "a/b/c/d", "a.b", "a_b", "a__b", "a-b", "a---b", "2048-game", "localhost/web",
        "localhost:5000/web", "registry:5000/team/web", "Registry/web", "reg.example.com/web", "127.0.0.1:5000/web",
        "my-registry.example/team/web", "stable", "web_stabler", "web.op", "web-next", "save", "a_save",
    ])
    func `is any repository name that docker accepts`(word: String) throws {
        #expect(try FamilyName(word).text == word)
    }

    @Test(arguments: [
        "Web", "team/Web", "-web", "web-", "_web", "web_", ".web", "web.", "a..b", "a._b", "a___b", "a.-b", "/web",
        "web/", "a//b", "we b", "web\n", "wéb", "e\u{301}", "web\u{301}", "ſ", "\u{212A}/web", "\u{212A}web",
        "-registry.io/web",
        "registry:/web", "registry:port/web", "reg.:5000/web", "http://registry/web", "a:b:c/web", "~web", "../web",
        "web\0", "١", ":5000/web", ".", "..",
    ])
    func `is nothing else`(word: String) {
        #expect(
            objection(to: word).hasPrefix("invalid family name '\(word)': docker does not accept it as an image name\n")
        )
    }

    @Test func `is not empty`() {
        #expect(objection(to: "").hasPrefix("the family name is empty\nUse lowercase letters"))
    }

    @Test func `is no id, which docker refuses as a name`() {
        let id = String(repeating: "ab", count: 32)
        #expect(
            objection(to: id).hasPrefix("invalid family name '\(id)': docker does not accept it as an image name\n"))
        #expect(objection(to: "team/" + id) == "")
    }

    @Test func `leaves room for what is added to it`() {
        #expect(objection(to: String(repeating: "w", count: 200)) == "")
        #expect(objection(to: String(repeating: "w", count: 201)) != "")
    }

    @Test(arguments: [
        ("web:latest", "web"), ("web:", "web"), ("team/web:1.2", "team/web"),
        ("registry:5000/web:2", "registry:5000/web"), ("web:5000", "web"),
    ])
    func `has no tag`(word: String, without: String) {
        #expect(
            objection(to: word) == """
                invalid family name '\(word)': a family name has no tag
                Use the name without the tag: \(without)
                """)
    }

    @Test(arguments: ["a/b:c/d", ":latest", "Web:latest"])
    func `is nothing else with a tag either`(word: String) {
        #expect(
            objection(to: word).hasPrefix("invalid family name '\(word)': docker does not accept it as an image name\n")
        )
    }

    @Test(arguments: [("web@sha256:abc", "web"), ("team/web:1@sha256:abc", "team/web:1")])
    func `has no digest`(word: String, without: String) {
        #expect(
            objection(to: word) == """
                invalid family name '\(word)': a family name has no digest
                Use the name without the digest: \(without)
                """)
    }

    @Test(arguments: [
        ("web_stable", "_stable"), ("web_next", "_next"), ("web_op", "_op"), ("web_save_old", "_save_"),
        ("team/web_op", "_op"), ("a_save_b/web", "_save_"), ("web__stable", "_stable"),
    ])
    func `does not end in what tells containers apart`(word: String, ending: String) {
        #expect(
            objection(to: word) == """
                invalid family name '\(word)': \(ending) is reserved for container names
                Choose another name for the image
                """)
    }

    @Test(arguments: [
        ("docker.io/library/web", "web"), ("library/web", "web"), ("docker.io/team/web", "team/web"),
        ("index.docker.io/web", "web"), ("library/team/web", "library/team/web"),
    ])
    func `is what docker itself calls the repository`(word: String, listed: String) throws {
        #expect(try FamilyName(word).text == listed)
    }

    @Test(arguments: [
        ("web", "web"), ("team/web", "team.web"), ("registry:5000/team/web", "registry.5000.team.web"),
    ])
    func `is made fit for containers, volumes and files`(word: String, fitted: String) throws {
        #expect(try FamilyName(word).fitted == fitted)
    }

    @Test func `leads to the references of its images`() {
        let family: FamilyName = "registry:5000/team/web"
        #expect(family.latestReference == "registry:5000/team/web:latest")
        #expect(family.stableReference == "registry:5000/team/web:dcv-stable")
    }

    @Test(arguments: 0..<50)
    func `can be read from any bytes or is refused`(seed: Int) {
        var random = SeededRandom(seed: seed)
        let alphabet = Array("aZ0.-_/:@ \u{301}é\0")
        for _ in 0..<200 {
            let word = String(
                (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
            guard let family = try? FamilyName(word) else { continue }
            #expect(
                family.fitted.utf8.allSatisfy {
                    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-".utf8.contains($0)
                })
            #expect((try? FamilyName(family.text)) == family)
        }
    }
}
