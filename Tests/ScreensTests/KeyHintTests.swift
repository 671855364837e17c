import Console
import Screens
import Supervisor
import Testing

/// What the program advises somebody at the full screen: keys, and no commands for a shell.
struct KeyHintTests {
    @Test(arguments: [
        ("Create one: dockervisor start web :new", "Create one: n"),
        ("dockervisor start web :stable --from-tag", "r"),
        (
            "Switch back to the previous container: dockervisor undo web. Start one that works, then mark it as stable: dockervisor stable mark web",
            "Switch back to the previous container: u. Start one that works, then mark it as stable: m"
        ),
        ("Start one: dockervisor start web :latest", "Start one: s"),
        (
            "Wait, or mark it anyway: dockervisor stable mark web --force",
            "Wait, or mark it anyway: :stable mark web --force"
        ),
        ("Stop them, then start the one you want: dockervisor stop web", "Stop them, then start the one you want: x"),
        (
            "Start it: dockervisor start dcv_web_stable, or keep it stopped: dockervisor doctor web --fix",
            "Start it: :start dcv_web_stable, or keep it stopped: :doctor web --fix"
        ),
        (
            "Publish another port in dcv-web, or stop it: dockervisor stop api",
            "Publish another port in dcv-web, or stop it: :stop api"
        ),
        ("Build it: dockervisor build web PATH", "Build it: b"),
        (
            "Change to the directory that has it, or run dockervisor build web there",
            "Change to the directory that has it, or run b there"
        ),
        ("See its containers: dockervisor list web", "See its containers: pane 2"),
        ("See when it is done: dockervisor list web", "See when it is done: pane 2"),
        ("See all families: dockervisor list", "See all families: pane 1"),
        ("Complete or revert it: dockervisor recover web", "Complete or revert it: R"),
        ("If it is not needed: dockervisor recover web --take-over", "If it is not needed: :recover web --take-over"),
        (
            "Recover it with the dockervisor that started it or a newer one. To stop the family: dockervisor stop web",
            "Recover it with the dockervisor that started it or a newer one. To stop the family: x"
        ),
        (
            "Rename it back: docker rename web-prod dcv_web_stable. Or switch to it: dockervisor rollback web",
            "Rename it back: docker rename web-prod dcv_web_stable. Or switch to it: r"
        ),
        ("Check its logs: docker logs dcv_web", "Check its logs: L"),
        ("Look at them: docker logs --tail 50 dcv_web_stable, then mark it", "Look at them: L, then mark it"),
        ("Check its logs: docker logs shop", "Check its logs: docker logs shop"),
    ])
    func `a remedy names the key, or what is typed after a colon`(remedy: String, hint: String) {
        #expect(State.live().hint(remedy) == hint)
    }

    @Test func `a key that was bound anew is named as it is now`() throws {
        var state = State.live()
        state.settings.keymap = try Keymap(changing: [.rollback: [.character("Z")]])
        #expect(state.hint("dockervisor rollback web") == "Z")
    }

    @Test func `so are the keys that scroll a plan, and the one that recovers`() throws {
        var state = State.live(Size(columns: 80, rows: 16))
        state.settings.keymap = try Keymap(
            changing: [.moveDown: [.function(5)], .moveUp: [.function(6)], .recover: [.function(7)]])
        state.ask(.startNew(web, configuration: nil))
        #expect(Screen(state, look: .unicode).canvas.text.contains("F5 F6: scroll"))

        let scene = try #require(Scene.all.first { $0.name == "an operation that was interrupted" })
        var interrupted = scene.make(usual)
        interrupted.settings.keymap = state.keymap
        #expect(Screen(interrupted, look: .unicode).canvas.text.contains("F7: "))
        #expect(!Screen(interrupted, look: .unicode).canvas.text.contains(" R: "))
    }
}
