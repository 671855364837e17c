@testable import Families
import Testing

@Suite struct NearestTests {
    @Test(arguments: [
        ("prots", "ports"), ("port", "ports"), ("volumes_", "volumes"), ("argumens", "arguments"), ("envs", "env"),
        ("vol", "volumes"), ("net", "networks"), ("arg", "arguments"),
    ])
    func `finds what was probably meant`(word: String, meant: String) {
        #expect(nearest(to: word, among: Dockerparams.keys) == meant)
    }

    @Test(arguments: ["", "x", "image", "command", "volume-mounts-of-all-kinds"])
    func `finds nothing where nothing is close`(word: String) {
        #expect(nearest(to: word, among: Dockerparams.keys) == nil)
    }

    @Test func `finds nothing among nothing`() {
        #expect(nearest(to: "web", among: []) == nil)
    }
}
