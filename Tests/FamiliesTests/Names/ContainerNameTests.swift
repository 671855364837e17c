@testable import Families
import FoundationEssentials
import TestRandom
import Testing

@Suite struct ContainerNameTests {
    private func stamp(_ seconds: Double) -> String {
        let family: FamilyName = "web"
        return String(family.savedContainer(at: Date(timeIntervalSince1970: seconds)).dropFirst("dcv_web_save_".count))
    }

    @Test(arguments: [
        ("dcv_team.web", Role.latest), ("dcv_team.web_stable", .stable), ("dcv_team.web_next", .candidate),
        ("dcv_team.web_op", .operationRecord), ("dcv_team.web_save_20261123T180556.127Z", .saved),
        ("dcv_team.web_save_20261123T180556.127Z_failed", .saved), ("something_else", .saved),
        ("dcv_team.web2", .saved),
    ])
    func `tells the role`(name: String, role: Role) {
        let family: FamilyName = "team/web"
        #expect(family.role(ofContainer: name) == role)
    }

    @Test func `says when a container was displaced`() {
        let family: FamilyName = "team/web"
        #expect(family.savedContainer(at: now) == "dcv_team.web_save_20261123T180556.127Z")
        #expect(family.failedContainer(at: now) == "dcv_team.web_save_20261123T180556.127Z_failed")
    }

    @Test(arguments: [
        (0, "19700101T000000.000Z"), (1_795_457_156, "20261123T180556.000Z"),
        (1_795_457_156.001, "20261123T180556.001Z"),
        (1_795_457_156.999, "20261123T180556.999Z"), (1_795_457_156.9994, "20261123T180556.999Z"),
        (1_795_457_156.9996, "20261123T180557.000Z"), (1_798_761_599.9999, "20270101T000000.000Z"),
    ])
    func `counts milliseconds in UTC`(seconds: Double, text: String) {
        #expect(stamp(seconds) == text)
    }

    @Test func `has the very millisecond of the clock`() {
        let wrong = (0..<1000).filter { millisecond in
            !stamp(1_795_457_156 + Double(millisecond) / 1000).hasSuffix(".\("\(1000 + millisecond)".dropFirst())Z")
        }
        #expect(wrong == [])
    }

    @Test func `sorts as text the way time goes`() {
        var random = SeededRandom(seed: 1)
        let times = (0..<500).map { _ in Double.random(in: 1_600_000_000...2_500_000_000, using: &random) }.sorted()
        let names = times.map(stamp)
        #expect(names == names.sorted())
    }
}
