@testable import Families
import Testing

@Suite struct ChoosingTests {
    private let lone = Dockerparams.lone(Configuration(arguments: ["lone"]))

    private func named(_ names: String...) -> Dockerparams {
        .named(names.map { Dockerparams.Named(name: $0, configuration: Configuration(arguments: [$0])) })
    }

    /// The name that was chosen and the arguments behind it, else the refusal.
    private func choice(_ content: Dockerparams, asked: String? = nil, previous: String? = nil) -> String {
        do throws(Refusal) {
            let chosen = try content.choose(asked: asked, previous: previous, file: "/w/dcv-web", family: "web")
            return "\(chosen.name ?? "-"): \(chosen.configuration.arguments.joined())"
        } catch {
            return "\(error.problem)\n\(error.remedy)"
        }
    }

    @Test func `takes the lone configuration, whatever was used before`() {
        #expect(choice(lone) == "-: lone")
        #expect(choice(lone, previous: "big") == "-: lone")
    }

    @Test func `a lone configuration has no name to be asked for by`() {
        #expect(
            choice(lone, asked: "big") == """
                no configuration 'big': /w/dcv-web holds a single one without a name
                Omit the name: dockervisor start web :new
                """)
    }

    @Test func `takes the one that is asked for`() {
        #expect(choice(named("small", "big", "default"), asked: "big", previous: "small") == "big: big")
    }

    @Test func `takes the one that was used before`() {
        #expect(choice(named("small", "big", "default"), previous: "small") == "small: small")
    }

    @Test func `takes the one called default`() {
        #expect(choice(named("small", "default")) == "default: default")
    }

    @Test func `takes the only one`() {
        #expect(choice(named("small")) == "small: small")
    }

    @Test func `does not put another in the place of one that is gone`() {
        #expect(
            choice(named("small", "default"), previous: "big") == """
                the last container was created with configuration 'big', which /w/dcv-web no longer has
                Choose one: dockervisor start web :new small | default
                """)
        #expect(choice(named("small"), previous: "big").hasPrefix("the last container"))
    }

    @Test func `lists the names where it cannot choose`() {
        #expect(
            choice(named("small", "big")) == """
                /w/dcv-web has several configurations, none named 'default'
                Choose one: dockervisor start web :new small | big
                """)
    }

    @Test func `says what was probably meant`() {
        #expect(
            choice(named("small", "big"), asked: "smal") == """
                /w/dcv-web has no configuration 'smal'
                Did you mean 'small'? Choose one: dockervisor start web :new small | big
                """)
        #expect(
            choice(named("small", "big"), asked: "huge") == """
                /w/dcv-web has no configuration 'huge'
                Choose one: dockervisor start web :new small | big
                """)
    }

    @Test func `says whose configuration it is`() throws {
        let chosen = try named("small").choose(asked: nil, previous: nil, file: "/w/dcv-web", family: "web")
        #expect(chosen.file == "/w/dcv-web")
    }
}
