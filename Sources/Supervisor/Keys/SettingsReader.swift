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
            return refuse(error.line, "", "this is no JSON: \(error.detail)", "Everything is as delivered")
        }
        guard case .object(let entries) = json.value else {
            return refuse(json.line, "", "an object, { ... }, should stand here", "Everything is as delivered")
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
                entry.line, entry.key, "there is no such setting",
                meant(entry.key, Self.names) ?? "There are \(Self.names.joined(separator: ", "))")
        }
    }

    // MARK: Keys

    /// All of them or none: half a keymap is nobody's.
    private mutating func readKeys(_ entry: PositionedJSON.Entry) {
        guard case .object(let entries) = entry.value.value else {
            return refuse(
                entry.line, "keys", "a map of actions, { \"rollback\": [\"r\"] }, should stand here", asDelivered)
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
            refuse(line, "keys", "\(error.key.label) is given to both \(names)", asDelivered)
        }
    }

    private let asDelivered = "The keys are as delivered until that is mended"

    private mutating func action(_ entry: PositionedJSON.Entry) -> Action? {
        if let action = Action(rawValue: entry.key) { return action }
        let names = Action.allCases.map(\.rawValue)
        let remedy = [meant(entry.key, names), asDelivered].compactMap(\.self).joined(separator: " ")
        refuse(entry.line, "keys.\(entry.key)", "there is no such action", remedy)
        return nil
    }

    private mutating func keys(_ entry: PositionedJSON.Entry) -> [Key]? {
        let path = "keys.\(entry.key)"
        let values: [PositionedJSON]
        switch entry.value.value {
        case .array(let several): values = several
        case .string: values = [entry.value]
        default:
            refuse(entry.line, path, "a list of keys, [\"r\", \"F9\"], should stand here", asDelivered)
            return nil
        }
        var keys = [Key]()
        for value in values {
            guard case .string(let name) = value.value, let key = Key(named: name) else {
                let word = if case .string(let name) = value.value { "'\(name)'" } else { "this" }
                refuse(
                    value.line, path, "\(word) is no key", "Keys are r, R, ^D, F9, Enter, Space, PgDn. \(asDelivered)")
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
            refuse(entry.line, entry.key, "there is no such theme", "There are \(names.joined(separator: ", "))")
        }
    }

    private mutating func truth(_ entry: PositionedJSON.Entry) -> Bool? {
        if case .boolean(let isOn) = entry.value.value { return isOn }
        refuse(entry.line, entry.key, "true or false should stand here", "It is as delivered until that is mended")
        return nil
    }

    private func meant(_ word: String, _ names: [String]) -> String? {
        nearest(to: word, among: names).map { "Did you mean \($0)?" }
    }

    private mutating func refuse(_ line: Int, _ key: String, _ detail: String, _ remedy: String) {
        errors.append(FileError(file: file, line: line, key: key, detail: detail, remedy: remedy))
    }
}
