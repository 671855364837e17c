@testable import DemoEngine
import Engine
@testable import Families
import Testing

@Suite struct SurveyTests {
    private let place: TemporaryFolder
    private let new = Families.Operation.startNew("web", configuration: nil)

    init() throws { place = try TemporaryFolder() }

    /// A family `web` with a build and, if a configuration is named, a container that was made with it.
    private func bench(madeWith configuration: String? = nil) async throws -> Bench {
        var bench = Bench(folder: place.path)
        await bench.engine.change { $0.happen(.build(isBroken: false)) }
        if let configuration {
            try place.write("{\"\(configuration)\": {}}", to: "dcv-web")
            _ = await bench.perform(.startNew("web", configuration: configuration))
        }
        return bench
    }

    private func refusal(_ body: () async throws(Refusal) -> some Any) async -> String {
        do throws(Refusal) {
            _ = try await body()
            return "not refused"
        } catch {
            return "\(error.problem)\n\(error.remedy)\n\(error.exitCode)"
        }
    }

    @Test func `planning changes nothing`() async throws {
        var bench = try await bench()
        let before = await bench.engine.world
        _ = try await bench.plan(new)
        #expect(await bench.engine.world == before)
        #expect(await bench.engine.calls == [])
    }

    @Test func `a family that nobody knows is put right`() async throws {
        var bench = try await bench()
        #expect(
            await refusal { () throws(Refusal) in try await bench.plan(.stop("wbe")) } == """
                no such family: 'wbe'
                Did you mean 'web'?
                1
                """)
        #expect(
            await refusal { () throws(Refusal) in try await bench.plan(.stop("shop")) } == """
                no such family: 'shop'
                See all families: dockervisor list
                1
                """)
    }

    @Test func `a container tells its family`() async throws {
        let bench = try await bench(madeWith: "big")
        #expect(try await bench.survey.family(ofContainer: "dcv_web") == "web")
    }

    @Test func `a container that nobody knows is put right`() async throws {
        let bench = try await bench(madeWith: "big")
        #expect(
            await refusal { () throws(Refusal) in try await bench.survey.family(ofContainer: "dcv_wbe") } == """
                no such managed container: 'dcv_wbe'
                Did you mean 'dcv_web'? See all families: dockervisor list
                1
                """)
    }

    @Test func `a container of others is left to docker`() async throws {
        let bench = try await bench()
        await bench.engine.change { world in
            _ = try? world.create(CreateRequest(name: "shop", image: world.images[0].id))
        }
        #expect(
            await refusal { () throws(Refusal) in try await bench.survey.family(ofContainer: "shop") } == """
                container shop is not managed by dockervisor
                Start it with docker: docker start shop
                1
                """)
    }

    @Test func `a new container is made like the one before`() async throws {
        var bench = try await bench(madeWith: "big")
        try place.write(#"{"small": {"arguments": ["s"]}, "big": {"arguments": ["b"]}}"#, to: "dcv-web")
        #expect(request(try await bench.plan(new))?.arguments == ["b"])
    }

    @Test func `what the one before was made with must be there`() async throws {
        var bench = try await bench(madeWith: "big")
        try place.remove("dcv-web")
        #expect(
            await refusal { () throws(Refusal) in try await bench.plan(new) } == """
                cannot find configuration 'big' of the last container: no file dcv-web \
                in \(place.path) or \(place.path)/dcv
                Change to the directory that has it, or run dockervisor build web there
                1
                """)
    }

    @Test func `what is asked for must be there`() async throws {
        var bench = try await bench()
        let said = await refusal { () throws(Refusal) in try await bench.plan(.startNew("web", configuration: "big")) }
        #expect(said.hasPrefix("cannot find configuration 'big': no file dcv-web in "))
    }

    @Test func `a wrong file changes nothing`() async throws {
        var bench = try await bench()
        try place.write("{", to: "dcv-web")
        let said = await refusal { () throws(Refusal) in try await bench.plan(new) }
        #expect(said.hasPrefix("\(place.path)/dcv-web, line 1: invalid JSON"))
        #expect(await bench.engine.calls == [])
    }

    @Test func `a wrong file is in nobody's way but a new container's`() async throws {
        var bench = try await bench(madeWith: "big")
        try place.write("{", to: "dcv-web")
        #expect(try await bench.plan(.stop("web")).steps.count == 2)
    }

    // MARK: Who is asked about

    @Test func `where one takes over that exists, its family is all that is asked for`() async throws {
        var bench = try await bench(madeWith: "big")
        _ = await bench.perform(.markStable("web"))
        _ = await bench.perform(new)
        await bench.engine.forgetListings()
        #expect(try await bench.plan(.rollback("web")).steps.count == 5)
        #expect(await bench.engine.listings == ["web"])
    }

    @Test func `the holder of a port that nobody gives up is looked for among all`() async throws {
        var bench = try await bench()
        try place.write(#"{"big": {"ports": {"8080": "8080"}}}"#, to: "dcv-web")
        _ = await bench.perform(.startNew("web", configuration: "big"))
        _ = await bench.perform(.stop("web"))
        await bench.engine.change { world in
            let shop = CreateRequest(
                name: "shop", image: world.images[0].id, publish: ["8080:8080"])
            _ = try? world.create(shop)
            try? world.start("shop")
        }
        await bench.engine.forgetListings()
        let said = await refusal { () throws(Refusal) in try await bench.plan(.startLatest("web")) }
        #expect(said.hasPrefix("host port 8080/tcp is already in use by container shop"))
        #expect(await bench.engine.listings == ["web", "everybody"])
    }

    // MARK: What can be chosen

    @Test(
        arguments: [
            (#"{"a": {}, "default": {}}"#, ["a", "default"], "default"), (#"{"a": {}}"#, ["a"], "a"),
            (#"{"a": {}, "b": {}}"#, ["a", "b"], nil), (#"{"ports": {}}"#, [], nil),
        ] as [(String, [String], String?)])
    func `the one that would be taken unasked is preselected`(
        text: String, names: [String], preselected: String?
    ) async throws {
        let bench = try await bench()
        try place.write(text, to: "dcv-web")
        let found = try await bench.survey.configurations(of: "web")
        #expect(found.names == names)
        #expect(found.preselected == preselected)
    }

    @Test func `the one before is preselected, whatever else there is`() async throws {
        let bench = try await bench(madeWith: "big")
        try place.write(#"{"default": {}, "big": {}}"#, to: "dcv-web")
        #expect(try await bench.survey.configurations(of: "web").preselected == "big")
    }
}
