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
            "Go back to what ran before: dockervisor undo web. Start one that works, then mark it: dockervisor stable mark web",
            "Go back to what ran before: u. Start one that works, then mark it: m"
        ),
        ("Start the one that works: dockervisor start web :latest", "Start the one that works: s"),
        (
            "Wait a moment, or mark it all the same: dockervisor stable mark web --force",
            "Wait a moment, or mark it all the same: :stable mark web --force"
        ),
        ("dockervisor stop web, then start the one you want", "x, then start the one you want"),
        (
            "dockervisor start dcv_web_stable; or dockervisor doctor web --fix, if it is meant to be stopped",
            ":start dcv_web_stable; or :doctor web --fix, if it is meant to be stopped"
        ),
        (
            "Map another port in dcv-web, or stop it: dockervisor stop api",
            "Map another port in dcv-web, or stop it: :stop api"
        ),
        ("Build it: dockervisor build web PATH", "Build it: b"),
        (
            "Go to the folder that has it, or run dockervisor build web there",
            "Go to the folder that has it, or run b there"
        ),
        ("See what there is: dockervisor list web", "See what there is: pane 2"),
        ("dockervisor list web shows when it is over", "pane 2 shows when it is over"),
        ("See what there is: dockervisor list", "See what there is: pane 1"),
        ("Complete or revert it: dockervisor recover web", "Complete or revert it: R"),
        ("If it is not needed: dockervisor recover web --take-over", "If it is not needed: :recover web --take-over"),
        (
            "Recover it with the dockervisor that started it or a newer one. To stop the family: dockervisor stop web",
            "Recover it with the dockervisor that started it or a newer one. To stop the family: x"
        ),
        (
            "Rename it back: docker rename web-prod dcv_web_stable; dockervisor rollback web does that too",
            "Rename it back: docker rename web-prod dcv_web_stable; r does that too"
        ),
        ("Look at its logs: docker logs dcv_web", "Look at its logs: L"),
        ("Look at them: docker logs --tail 50 dcv_web_stable, then mark it", "Look at them: L, then mark it"),
        ("Look at its logs: docker logs shop", "Look at its logs: docker logs shop"),
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
