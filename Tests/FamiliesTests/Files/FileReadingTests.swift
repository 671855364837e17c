@testable import Families
import FoundationEssentials
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct FileReadingTests {
    private func problem(_ path: String, isTrusted: Bool = true) -> String? {
        do throws(FileReading.Problem) {
            _ = try FileReading.bytes(of: path, upTo: 100, isTrusted: isTrusted)
            return nil
        } catch {
            return error.words + ". " + error.remedy(of: path)
        }
    }

    @Test func `a file that is not there is none`() throws {
        #expect(try FileReading.bytes(of: "/nowhere/dcv-web", upTo: 100) == nil)
    }

    @Test func `what everybody may change is not trusted, and the error says how to mend it`() throws {
        let place = try TemporaryFolder()
        let file = try place.write("{}", to: "dcv-web")
        chmod(file, 0o666)
        #expect(problem(file)?.contains("(mode 0666, owner ") == true)
        #expect(problem(file)?.hasSuffix("chmod o-w \(file)") == true)
        #expect(problem(file, isTrusted: false) == nil)
        chmod(file, 0o644)
        #expect(problem(file) == nil)
        chmod(place.path, 0o777)
        #expect(problem(file)?.hasSuffix("chmod o-w \(place.path)") == true)
        chmod(place.path, 0o1777)
        #expect(problem(file) == nil)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
    func `root trusts nobody else's file but that of whoever called sudo`() throws {
        let place = try TemporaryFolder()
        let file = try place.write("{}", to: "dcv-web")
        chown(file, 65_534, 65_534)
        #expect(problem(file)?.contains("a user that root does not trust") == true)
        #expect(problem(file)?.hasSuffix("chown root \(file)") == true)
    }

    @Test func `a file that is too large is not read`() throws {
        let place = try TemporaryFolder()
        let file = try place.write(String(repeating: "x", count: 101), to: "dcv-web")
        #expect(problem(file)?.hasPrefix("the file is larger than") == true)
    }

    @Test func `nobody waits for a pipe`() throws {
        let place = try TemporaryFolder()
        let pipe = place.path + "/dcv-web"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(problem(pipe)?.hasPrefix("not a regular file") == true)
        let journal = Journal(path: pipe)
        #expect(throws: JournalError.self) { try journal.read() }
    }

    @Test func `of a long file the end is read`() throws {
        let place = try TemporaryFolder()
        let file = try place.write("first\nsecond\nthird\n", to: "journal")
        let end = try #require(try FileReading.end(of: file, upTo: 8))
        #expect(String(decoding: end.bytes, as: UTF8.self) == "d\nthird\n")
        #expect(end.isCut)
        #expect(try FileReading.end(of: file, upTo: 100)?.isCut == false)
    }
}
