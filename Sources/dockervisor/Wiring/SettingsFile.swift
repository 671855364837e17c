import Families
import FoundationEssentials
import Supervisor

/// `dockervisor/config.json` in `XDG_CONFIG_HOME`, else in `~/.config`.
enum SettingsFile {
    /// What it says, and what of it is not understood; one that is not there says nothing.
    static func read() -> (settings: Settings, errors: [FileError]) {
        guard let path else { return (Settings(), []) }
        do throws(FileReading.Problem) {
            guard let data = try FileReading.bytes(of: path, upTo: FileReading.configurationBound) else {
                return (Settings(), [])
            }
            return Settings.read(String(decoding: data, as: UTF8.self), file: path)
        } catch {
            let problem = FileError(
                file: path, line: 1, key: "", detail: error.words,
                remedy: "The default settings apply until this is fixed")
            return (Settings(), [problem])
        }
    }

    /// As the XDG Base Directory Specification has it: a relative one is ignored.
    private static var path: String? {
        let named = environmentVariable("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        let folder = named ?? environmentVariable("HOME").map { $0 + "/.config" }
        return folder.map { $0 + "/dockervisor/config.json" }
    }
}
