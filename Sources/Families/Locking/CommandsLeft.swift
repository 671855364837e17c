import Engine

#if canImport(Glibc)
    import Glibc
#endif

/// The docker commands that a dockervisor left running when it died: what it asked for may still come about.
package struct CommandsLeft: Sendable {
    /// Ids of the processes, on this machine.
    let find: @Sendable (Holder) -> [Int32]
    let end: @Sendable (Int32) -> Void

    package static let onThisMachine = CommandsLeft(
        find: { holder in allProcesses().filter { isCommand($0, of: holder) } }, end: { kill($0, SIGKILL) })
}

/// Environments are inherited, and podman's own helpers live as long as the container: a command has the arguments, too.
private func isCommand(_ process: Int32, of holder: Holder) -> Bool {
    let prefix = CallMark.variable + "="
    guard let text = words(of: process, "environ").first(where: { $0.hasPrefix(prefix) }) else { return false }
    let mark = CallMark(String(text.dropFirst(prefix.count)))
    return mark.caller == holder.caller
        && words(of: process, "cmdline").suffix(mark.arguments.count) == mark.arguments[...]
}

private func allProcesses() -> [Int32] {
    guard let folder = opendir("/proc") else { return [] }
    defer { closedir(folder) }
    var found: [Int32] = []
    while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        if let process = Int32(name) { found.append(process) }
    }
    return found
}

/// Nothing also where it may not be read: of another user's process, unless root asks.
private func words(of process: Int32, _ file: String) -> [String] {
    guard let file = fopen("/proc/\(process)/\(file)", "re") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16384)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
        String(decoding: $0, as: UTF8.self)
    }
}
