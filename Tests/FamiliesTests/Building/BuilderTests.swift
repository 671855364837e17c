@testable import DemoEngine
import Engine
@testable import Families
import FoundationEssentials
import Testing

@Suite struct BuilderTests {
    private let place: TemporaryFolder
    private let engine = TestEngine()
    private let family: FamilyName = "team/web"

    init() throws { place = try TemporaryFolder() }

    private func builder(in folder: String = "") -> Builder {
        let current = folder.isEmpty ? place.path : place.path + "/" + folder
        return Builder(
            engine: engine,
            folder: DockerparamsFolder(current: current, kept: place.path + "/dcv", home: place.path + "/home"))
    }

    /// Context and Dockerfile of the build, from the temporary folder on; or why it is refused.
    private func place(_ order: BuildOrder, in folder: String = "") async -> [String] {
        do throws(Refusal) {
            let plan = try await builder(in: folder).plan(order)
            return ([plan.request.context, plan.request.dockerfile ?? "-"] + plan.notes).map(shortened)
        } catch {
            return [error.problem, error.remedy].map(shortened)
        }
    }

    /// Makes it look as if the family had been built there.
    private func remember(context: String, dockerfile: String) async {
        await engine.change { world in
            world.build("team/web")
            world.images[0].labels.merge([Label.buildContext: context, Label.buildDockerfile: dockerfile]) { $1 }
        }
    }

    private func shortened(_ text: String) -> String { text.replacing(place.path, with: "…") }

    // MARK: Where

    @Test func `a folder that is named counts from the current one`() async throws {
        try place.write("FROM scratch", to: "app/Dockerfile")
        for path in ["app", "./app/", "\(place.path)/app", "app/../app"] {
            #expect(await place(BuildOrder(family: family, path: path)) == ["…/app", "…/app/Dockerfile"])
        }
        #expect(await place(BuildOrder(family: family, path: "."), in: "app") == ["…/app", "…/app/Dockerfile"])
        #expect(await place(BuildOrder(family: family, path: "../app"), in: "app") == ["…/app", "…/app/Dockerfile"])
    }

    @Test func `a tilde is the home`() async throws {
        try place.write("FROM scratch", to: "home/app/Dockerfile")
        #expect(await place(BuildOrder(family: family, path: "~/app")) == ["…/home/app", "…/home/app/Dockerfile"])
    }

    @Test func `without a folder it is the current one, if that has a Dockerfile`() async throws {
        try place.write("FROM scratch", to: "Dockerfile")
        #expect(await place(BuildOrder(family: family)) == ["…", "…/Dockerfile"])
    }

    @Test func `the family's own Dockerfile comes first`() async throws {
        try place.write("FROM scratch", to: "Dockerfile")
        try place.write("FROM scratch", to: "team.web-Dockerfile")
        #expect(await place(BuildOrder(family: family)) == ["…", "…/team.web-Dockerfile"])
        #expect(await place(BuildOrder(family: family, path: ".")) == ["…", "…/team.web-Dockerfile"])
        #expect(await place(BuildOrder(family: "api")) == ["…", "…/Dockerfile"])
    }

    @Test func `a Dockerfile that is named counts from the current folder, not from the sources`() async throws {
        try place.write("FROM scratch", to: "app/Dockerfile")
        try place.write("FROM scratch", to: "Debian.Dockerfile")
        #expect(
            await place(BuildOrder(family: family, path: "app", dockerfile: "Debian.Dockerfile"))
                == ["…/app", "…/Debian.Dockerfile"])
        #expect(
            await place(BuildOrder(family: family, path: ".", dockerfile: "../Debian.Dockerfile"), in: "app")
                == ["…/app", "…/Debian.Dockerfile"])
        #expect(
            await place(BuildOrder(family: family, dockerfile: "Debian.Dockerfile")) == ["…", "…/Debian.Dockerfile"])
    }

    @Test func `without either it is the folder of the last build, and that is said`() async throws {
        try place.write("FROM scratch", to: "app/Dockerfile")
        try place.write("", to: "elsewhere/x")
        await remember(context: place.path + "/app", dockerfile: place.path + "/app/Dockerfile")
        #expect(
            await place(BuildOrder(family: family), in: "elsewhere")
                == ["…/app", "…/app/Dockerfile", "Building in …/app, the build context of the last build"])
    }

    @Test func `and with the Dockerfile of the last build`() async throws {
        try place.write("FROM scratch", to: "app/Dockerfile")
        try place.write("FROM scratch", to: "Debian.Dockerfile")
        try place.write("", to: "elsewhere/x")
        await remember(context: place.path + "/app", dockerfile: place.path + "/Debian.Dockerfile")
        let expected = [
            "…/app", "…/Debian.Dockerfile", "Building in …/app, the build context of the last build",
            "Using …/Debian.Dockerfile, the Dockerfile of the last build",
        ]
        #expect(await place(BuildOrder(family: family), in: "elsewhere") == expected)
        try place.remove("app/Dockerfile")
        #expect(await place(BuildOrder(family: family), in: "elsewhere") == expected)
    }

    @Test func `a Dockerparams file that was changed beside the sources is named where its copy is used`() async throws
    {
        let (beside, kept) = ("app/dcv-team.web", "dcv/dcv-team.web")
        await remember(context: place.path + "/app", dockerfile: place.path + "/app/Dockerfile")
        func notes(in current: String) async throws -> [String] {
            let folder = DockerparamsFolder(
                current: place.path + "/" + current, kept: place.path + "/dcv", home: place.path + "/home")
            let survey = Survey(engine: engine, folder: folder, by: "ada@harbour")
            return try await survey.plan(.startNew(family, configuration: nil), now: .now).notes.map(shortened)
        }
        try place.write(#"{"ports": {"81": "80"}}"#, to: kept)
        try place.write(#"{ "ports": {"81": "80"} }"#, to: beside)
        #expect(try await notes(in: "elsewhere").filter { $0.contains("dcv-") } == [])
        try place.write(#"{"ports": {"82": "80"}}"#, to: beside)
        #expect(
            try await notes(in: "elsewhere").first
                == "…/app/dcv-team.web differs from …/dcv/dcv-team.web, which is used; "
                + "to use it, build again or start in its directory")
        #expect(try await notes(in: "app").filter { $0.contains("dcv-") } == [])
    }

    @Test func `a folder without a Dockerfile is refused`() async throws {
        try place.write("", to: "app/x")
        #expect(
            await place(BuildOrder(family: family, path: "app")) == [
                "…/app contains neither team.web-Dockerfile nor Dockerfile",
                "Specify one: dockervisor build team/web …/app -f FILE",
            ])
        #expect(
            await place(BuildOrder(family: family)) == [
                "no Dockerfile in … and no earlier build of team/web",
                "Specify the build context: dockervisor build team/web PATH",
            ])
        #expect(
            await place(BuildOrder(family: family, path: "gone")) == [
                "no such directory: …/gone", "Specify the build context: dockervisor build team/web PATH",
            ])
        #expect(
            await place(BuildOrder(family: family, dockerfile: "gone")) == [
                "no such file: …/gone", "Specify -f relative to the current directory",
            ])
    }

    // MARK: Refused

    @Test(arguments: [["-f", "x"], ["-fx"], ["-qf", "x"], ["--file", "x"], ["--no-cache", "--file=x"]])
    func `a Dockerfile among docker's options is refused`(options: [String]) async throws {
        try place.write("FROM scratch", to: "Dockerfile")
        let said = await place(BuildOrder(family: family, options: options))
        #expect(said.first?.hasSuffix("after '--' would be ignored by the next build") == true)
    }

    @Test(arguments: [["--label", "dockervisor.build.family=x"], ["--label=dockervisor.family=x"]])
    func `labels of our own among docker's options are refused`(options: [String]) async throws {
        try place.write("FROM scratch", to: "Dockerfile")
        #expect(
            await place(BuildOrder(family: family, options: options)) == [
                "labels that start with 'dockervisor.' are reserved", "Remove or rename the label",
            ])
    }

    @Test(arguments: [
        ["--no-cache"], ["--build-arg", "A=B"], ["--label", "a=b"], ["-q"], ["--tag", "dockervisor.io/web:1"],
    ])
    func `other options are passed on`(options: [String]) async throws {
        try place.write("FROM scratch", to: "Dockerfile")
        #expect(try await builder().plan(BuildOrder(family: family, options: options)).request.options == options)
    }

    @Test func `a family that another one clashes with is not built`() async throws {
        try place.write("FROM scratch", to: "Dockerfile")
        await engine.change { $0.build("team.web") }
        #expect(
            await place(BuildOrder(family: family)) == [
                "container names of team/web would collide with those of family team.web",
                "Choose another name for the image",
            ])
    }

    // MARK: The build

    @Test func `the image is labelled with where it came from`() async throws {
        try place.write("FROM scratch", to: "Dockerfile")
        let request = try await builder().plan(BuildOrder(family: family)).request
        #expect(request.reference == "team/web:latest")
        #expect(
            request.labels == [
                "dockervisor.build.family": "team/web", "dockervisor.build.context": place.path,
                "dockervisor.build.dockerfile": place.path + "/Dockerfile",
            ])
    }

    @Test func `the result says whether the image is new`() async throws {
        try place.write("FROM scratch", to: "Dockerfile")
        let plan = try await builder().plan(BuildOrder(family: family))
        let first = try await builder().carryOut(plan) { _ in }
        #expect(first.isNew)
        let image = await engine.world.tags["team/web:latest"]
        #expect(first.image == image)
        #expect(first.keptParameters == nil)
        let again = try await builder().plan(BuildOrder(family: family))
        #expect(again.imageBefore?.id == image)
        #expect(try await builder().carryOut(again) { _ in }.isNew == false)
    }

    @Test func `images of members without a reference of their own get one before the build`() async throws {
        try place.write("FROM scratch", to: "Dockerfile")
        await engine.change { world in
            world.build("team/web")
            let image = world.images[0].id
            let labels = [Label.family: "team/web", Label.image: image]
            for name in ["dcv_team.web", "dcv_team.web_stable"] {
                _ = try? world.create(CreateRequest(name: name, image: image, labels: labels))
            }
            _ = try? world.create(CreateRequest(name: "other", image: image))
        }
        let plan = try await builder().plan(BuildOrder(family: family))
        let image = await engine.world.images[0].id
        #expect(plan.keeping == [.tag(image: image, reference: "team/web:dcv-\(shortID(image))")])
        await engine.fail([:])
        _ = try await builder().carryOut(plan) { _ in }
        #expect(await engine.calls == plan.calls)
        #expect(try await builder().plan(BuildOrder(family: family)).keeping == [])
    }

    @Test func `Dockerparams are kept once the build went well`() async throws {
        try place.write("FROM scratch", to: "app/Dockerfile")
        try place.write(#"{"volumes": {"./logs": "/logs"}}"#, to: "app/dcv-team.web")
        let plan = try await builder().plan(BuildOrder(family: family, path: "app"))
        #expect(plan.parametersFile == place.path + "/app/dcv-team.web")
        #expect(throws: (any Error).self) { try place.text(of: "dcv/dcv-team.web") }
        let result = try await builder().carryOut(plan) { _ in }
        #expect(result.keptParameters == place.path + "/dcv/dcv-team.web")
        #expect(try place.text(of: "dcv/dcv-team.web").contains("\"\(place.path)/app/logs\": \"/logs\""))
    }

    @Test func `those of the current folder come before those beside the sources`() async throws {
        try place.write("FROM scratch", to: "app/Dockerfile")
        try place.write("{}", to: "app/dcv-team.web")
        try place.write("{}", to: "dcv-team.web")
        let plan = try await builder().plan(BuildOrder(family: family, path: "app"))
        #expect(plan.parametersFile == place.path + "/dcv-team.web")
    }

    @Test func `a build that fails keeps nothing`() async throws {
        try place.write("FROM scratch", to: "Dockerfile")
        try place.write("{}", to: "dcv-team.web")
        let plan = try await builder().plan(BuildOrder(family: family))
        await engine.fail([0: .refused])
        await #expect(throws: Refusal.self) { try await builder().carryOut(plan) { _ in } }
        #expect(throws: (any Error).self) { try place.text(of: "dcv/dcv-team.web") }
    }

    @Test func `wrong Dockerparams are refused before anything is built`() async throws {
        try place.write("FROM scratch", to: "Dockerfile")
        try place.write(#"{"prots": {}, "ports": {}}"#, to: "dcv-team.web")
        #expect(
            await place(BuildOrder(family: family)).first
                == "…/dcv-team.web, line 1, key prots: unknown key 'prots'")
        #expect(await engine.calls == [])
    }
}
