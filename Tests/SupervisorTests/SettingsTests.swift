import Console
import Families
import Supervisor
import Testing

/// What the settings file says, and what is said about it.
struct SettingsTests {
    private func read(_ text: String) -> Settings { Settings.read(text, file: "c.json").settings }

    /// `problem. remedy` of each thing that is not understood.
    private func errors(_ text: String) -> [String] {
        Settings.read(text, file: "c.json").errors.map { "\($0.problem). \($0.remedy)" }
    }

    @Test func `an empty object changes nothing`() {
        #expect(read("{}") == Settings())
        #expect(errors("{}") == [])
    }

    @Test func `an action gets the keys that are named, and loses those it had`() {
        let keymap = read(#"{"keys": {"rollback": ["F9", "B"], "stop": "^x"}}"#).keymap
        #expect(keymap.keys(of: .rollback) == [.function(9), .character("B")])
        #expect(keymap.keys(of: .stop) == [.control("x")])
        #expect(keymap.action(of: .character("r")) == nil)
        #expect(keymap.action(of: .function(9)) == .rollback)
        #expect(keymap.action(of: .character("s")) == .start)
    }

    @Test func `keys can be swapped, and taken away`() {
        let keymap = read(#"{"keys": {"stop": ["r"], "rollback": ["x"], "mark-stable": []}}"#).keymap
        #expect(keymap.action(of: .character("r")) == .stop)
        #expect(keymap.action(of: .character("x")) == .rollback)
        #expect(keymap.action(of: .character("m")) == nil)
        #expect(keymap.label(of: .markStable) == ":mark-stable")
    }

    @Test func `^C always quits and Esc always goes back`() {
        let keymap = read(#"{"keys": {"quit": ["Q"], "back": []}}"#).keymap
        #expect(keymap.keys(of: .quit) == [.character("Q"), .control("c")])
        #expect(keymap.keys(of: .dismiss) == [.escape])
        #expect(
            errors(#"{"keys": {"stop": ["^C"]}}"#) == [
                "c.json, line 1, key keys: ^C is assigned to both stop and quit. "
                    + "The default keys apply until this is fixed"
            ])
    }

    @Test func `a key for two actions is said with both, and the keys stay as delivered`() {
        let text = """
            { "keys": {
                "help": ["F2"],
                "rollback": ["s"]
            }, "ascii": true }
            """
        #expect(read(text).keymap == .standard)
        #expect(read(text).isASCII)
        #expect(
            errors(text) == [
                "c.json, line 3, key keys: s is assigned to both start and rollback. "
                    + "The default keys apply until this is fixed"
            ])
    }

    @Test(arguments: [
        (
            #"{"keys": {"rolback": ["r"]}}"#,
            "c.json, line 1, key keys.rolback: unknown action. Did you mean rollback? "
        ),
        (
            "{\"keys\": {\n\"stop\": [\"F9\", \"F99\"]}}",
            "c.json, line 2, key keys.stop: invalid key 'F99'. Use names like r, R, ^D, F9, Enter, Space, PgDn. "
        ),
        (#"{"keys": {"stop": [9]}}"#, "c.json, line 1, key keys.stop: invalid key. Use names like r"),
        (#"{"keys": {"stop": 9}}"#, "c.json, line 1, key keys.stop: expected an array of keys"),
        (#"{"keys": []}"#, "c.json, line 1, key keys: expected an object of actions"),
        (#"{"asci": true}"#, "c.json, line 1, key asci: unknown setting. Did you mean ascii?"),
        (#"{"ascii": "yes"}"#, "c.json, line 1, key ascii: expected true or false"),
        ("{\n\"ascii\" true}", "c.json, line 2: invalid JSON: expected ':' after the key 'ascii'"),
        ("[]", "c.json, line 1: expected an object, { ... }"),
    ])
    func `what is wrong is said with file and line`(text: String, words: String) {
        #expect(read(text) == Settings())
        #expect(errors(text).count == 1)
        #expect(errors(text).first?.hasPrefix(words) == true, "\(errors(text))")
    }

    @Test func `theme and read-only are read`() {
        let settings = read(#"{"theme": "high-contrast", "readOnly": true, "mouse": true}"#)
        #expect(settings.isMouseOn)
        #expect(settings.theme == .highContrast)
        #expect(settings.isReadOnly)
        #expect(
            errors(#"{"theme": "dark"}"#) == [
                "c.json, line 1, key theme: unknown theme. Known themes: default, high-contrast, monochrome"
            ])
    }

    @Test(arguments: "bnsxmr")
    func `read-only, a key that changes something says so and does nothing`(key: Character) {
        var state = State.live()
        state.settings.isReadOnly = true
        #expect(state.type(String(key)) == [])
        #expect(state.message == Message(.hint, "Read-only: changes are disabled"))
        #expect(state.keymap.action(of: .character(key))?.isPossible(in: state) == false)
    }

    @Test func `every key's label names it`() {
        for key in Action.bindings.flatMap(\.keys) { #expect(Key(named: key.label) == key) }
        #expect(Key(named: "ctrl-d") == .control("d"))
        #expect(Key(named: "SPACE") == .character(" "))
        for word in ["", "F0", "F64", "^", "^I", "C-", "hello", "\u{1B}", "^é"] where word != "^" {
            #expect(Key(named: word) == nil, "\(word)")
        }
    }

    @Test func `a key that was given away does what it was given for`() {
        var state = State.live()
        state.settings = read(#"{"keys": {"rollback": ["F9"], "help": ["r"]}}"#)
        #expect(state.hit(.function(9)) == [.operation(.plan(.rollback(web)))])
        #expect(state.type("r") == [])
        #expect(state.mode == .help(Help(scrolled: 0)))
        state.type("r")
        #expect(state.mode == .browsing)
        state.type("Z")
        #expect(state.message == Message(.hint, "Z is not bound here. Press r for help"))
    }

    @Test func `y confirms, whatever it was given for`() {
        var state = State.live()
        state.settings = read(#"{"keys": {"move-down": ["y"], "move-up": ["n"], "start-new": []}}"#)
        state.beginSwitch(.startLatest(cron))
        let plan = confirmed(.rollback(web))
        state.mode = .confirming(Confirmation(plan, scrolled: 0))
        #expect(state.type("n") == [])
        #expect(state.mode == .browsing)
        state.mode = .confirming(Confirmation(plan, scrolled: 0))
        #expect(state.type("y") == [.operation(.perform(plan)), .operation(.tick)])
    }
}
