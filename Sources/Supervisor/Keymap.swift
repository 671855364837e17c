import Console

/// Which key asks for what: the table, changed by the settings.
package struct Keymap: Equatable, Sendable {
    private let keysByAction: [Action: [Key]]
    private let actionsByKey: [Key: Action]

    /// As the table has it.
    package static let standard = Keymap(keys: defaults)

    /// These two always work, so that nobody is locked in.
    private static let fixed: [Action: Key] = [.dismiss: .escape, .quit: .control("c")]

    private static let defaults = Dictionary(
        Action.bindings.map { ($0.action, $0.keys) }, uniquingKeysWith: { first, _ in first })

    /// A key that was given to two actions.
    package struct Clash: Error, Hashable, Sendable {
        package let key: Key
        package let actions: [Action]
    }

    /// - Parameter changes: the keys of some actions, instead of those in the table; none at all is allowed.
    package init(changing changes: [Action: [Key]]) throws(Clash) {
        var keys = Keymap.defaults.merging(changes) { _, changed in changed }
        for (action, key) in Keymap.fixed where keys[action]?.contains(key) != true {
            keys[action, default: []] += [key]
        }
        var holders = [Key: Action]()
        for action in Action.bindings.map(\.action) {
            for key in keys[action, default: []] {
                if let holder = holders[key], holder != action { throw Clash(key: key, actions: [holder, action]) }
                holders[key] = action
            }
        }
        self.init(keys: keys)
    }

    private init(keys: [Action: [Key]]) {
        keysByAction = keys
        actionsByKey = Dictionary(keys.flatMap { action, keys in keys.map { ($0, action) } }) { first, _ in first }
    }

    package func action(of key: Key) -> Action? { actionsByKey[key] }

    package func keys(of action: Action) -> [Key] { keysByAction[action, default: []] }

    /// What to press for it, or what to type where it has no key.
    package func label(of action: Action) -> String { keys(of: action).first?.label ?? ":\(action.rawValue)" }
}
