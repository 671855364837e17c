import Console
import Families
import JSON

extension Settings {
    /// Reads a settings file. What is wrong in it changes nothing; the rest counts.
    ///
    /// - Parameter file: its name, for what is said about it.
    package static func read(_ text: String, file: String) -> (settings: Settings, errors: [FileError]) {
        var reader = SettingsReader(file: file)
        reader.read(text)
        return (reader.settings, reader.errors)
    }
}

private struct SettingsReader {
    let file: String
    var settings = Settings()
    var errors = [FileError]()

    private static let names = ["keys", "theme", "mouse", "ascii", "readOnly"]

    init(file: String) { self.file = file }

    mutating func read(_ text: String) {
        let json: PositionedJSON
        do {
            json = try PositionedJSON.parse(text)
        } catch {
            return refuse(error.line, "", "invalid JSON: \(error.detail)", allDefault)
        }
        guard case .object(let entries) = json.value else {
            return refuse(json.line, "", "expected an object, { ... }", allDefault)
        }
        for entry in entries { read(entry) }
    }

    private mutating func read(_ entry: PositionedJSON.Entry) {
        switch entry.key {
        case "keys": readKeys(entry)
        case "theme": readTheme(entry)
        case "mouse": if let isOn = truth(entry) { settings.isMouseOn = isOn }
        case "readOnly": if let isOn = truth(entry) { settings.isReadOnly = isOn }
        case "ascii": if let isOn = truth(entry) { settings.isASCII = isOn }
        default:
            refuse(
                entry.line, entry.key, "unknown setting",
                meant(entry.key, Self.names) ?? "Known settings: \(Self.names.joined(separator: ", "))")
        }
    }

    // MARK: Keys

    /// All of them or none: half a keymap is nobody's.
    private mutating func readKeys(_ entry: PositionedJSON.Entry) {
        guard case .object(let entries) = entry.value.value else {
            return refuse(
                entry.line, "keys", "expected an object of actions, { \"rollback\": [\"r\"] }", asDelivered)
        }
        let before = errors.count
        var changes = [Action: [Key]]()
        for entry in entries {
            guard let action = action(entry), let keys = keys(entry) else { continue }
            changes[action] = keys
        }
        guard errors.count == before else { return }
        do throws(Keymap.Clash) {
            settings.keymap = try Keymap(changing: changes)
        } catch {
            let line = entries.first { $0.key == error.actions.last?.rawValue }?.line ?? entry.line
            let names = error.actions.map(\.rawValue).joined(separator: " and ")
            refuse(line, "keys", "\(error.key.label) is assigned to both \(names)", asDelivered)
        }
    }

    private let allDefault = "The default settings apply until this is fixed"
    private let asDelivered = "The default keys apply until this is fixed"

    private mutating func action(_ entry: PositionedJSON.Entry) -> Action? {
        if let action = Action(rawValue: entry.key) { return action }
        let names = Action.allCases.map(\.rawValue)
        let remedy = [meant(entry.key, names), asDelivered].compactMap(\.self).joined(separator: " ")
        refuse(entry.line, "keys.\(entry.key)", "unknown action", remedy)
        return nil
    }

    private mutating func keys(_ entry: PositionedJSON.Entry) -> [Key]? {
        let path = "keys.\(entry.key)"
        let values: [PositionedJSON]
        switch entry.value.value {
        case .array(let several): values = several
        case .string: values = [entry.value]
        default:
            refuse(entry.line, path, "expected an array of keys, [\"r\", \"F9\"]", asDelivered)
            return nil
        }
        var keys = [Key]()
        for value in values {
            guard case .string(let name) = value.value, let key = Key(named: name) else {
                let word = if case .string(let name) = value.value { " '\(name)'" } else { "" }
                refuse(
                    value.line, path, "invalid key\(word)",
                    "Use names like r, R, ^D, F9, Enter, Space, PgDn. \(asDelivered)")
                return nil
            }
            keys.append(key)
        }
        return keys
    }

    // MARK: Words

    private mutating func readTheme(_ entry: PositionedJSON.Entry) {
        let names = Theme.allCases.map(\.rawValue)
        if case .string(let name) = entry.value.value, let theme = Theme(rawValue: name) {
            settings.theme = theme
        } else {
            refuse(entry.line, entry.key, "unknown theme", "Known themes: \(names.joined(separator: ", "))")
        }
    }

    private mutating func truth(_ entry: PositionedJSON.Entry) -> Bool? {
        if case .boolean(let isOn) = entry.value.value { return isOn }
        refuse(entry.line, entry.key, "expected true or false", "The default applies until this is fixed")
        return nil
    }

    private func meant(_ word: String, _ names: [String]) -> String? {
        nearest(to: word, among: names).map { "Did you mean \($0)?" }
    }

    private mutating func refuse(_ line: Int, _ key: String, _ detail: String, _ remedy: String) {
        errors.append(FileError(file: file, line: line, key: key, detail: detail, remedy: remedy))
    }
}
