import Console

/// Which key asks for what: the table, changed by the settings.
package struct Keymap: Equatable, Sendable {
    private let keysByAction: [Action: [Key]]
    private let actionsByKey: [Place: [Key: Action]]

    /// As the table has it.
    package static let standard = Keymap(keys: defaults)

    /// These two always work, so that nobody is locked in.
    private static let fixed: [Action: Key] = [.dismiss: .escape, .quit: .control("c")]

    private static let places = Dictionary(
        Action.bindings.map { ($0.action, $0.place) }, uniquingKeysWith: { first, _ in first })

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
        var holders = [Place: [Key: Action]]()
        for binding in Action.bindings {
            for key in keys[binding.action, default: []] {
                let holder = holders[binding.place]?[key]
                if let holder, holder != binding.action { throw Clash(key: key, actions: [holder, binding.action]) }
                holders[binding.place, default: [:]][key] = binding.action
            }
        }
        self.init(keys: keys)
    }

    private init(keys: [Action: [Key]]) {
        keysByAction = keys
        actionsByKey = keys.reduce(into: [:]) { result, entry in
            for key in entry.value { result[Keymap.places[entry.key] ?? .everywhere, default: [:]][key] = entry.key }
        }
    }

    package func action(of key: Key, in place: Place = .everywhere) -> Action? {
        actionsByKey[place]?[key] ?? actionsByKey[.everywhere]?[key]
    }

    package func keys(of action: Action) -> [Key] { keysByAction[action, default: []] }

    /// What to press for it, or what to type where it has no key.
    package func label(of action: Action) -> String { keys(of: action).first?.label ?? ":\(action.rawValue)" }
}
