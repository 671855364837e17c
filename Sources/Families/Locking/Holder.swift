import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#endif

/// The process that carries out an operation: who it is, and enough to tell from the same machine whether it still lives.
package struct Holder: Hashable, Sendable {
    /// user@host
    package var by: String
    /// `/etc/machine-id`; empty if there is none.
    package var machine: String
    /// `/proc/sys/kernel/random/boot_id`: another one after every start of the machine.
    package var boot: String
    /// Of the namespace in which ``process`` counts: `pid:[4026531836]`; empty where that is not known.
    package var namespace = ""
    package var process: Int32
    /// Field 22 of `/proc/PID/stat`, in clock ticks since the machine started: tells a process from a later one with the
    /// same number.
    package var processStart: String

    /// The holder of a record that anybody may recover.
    static func nobody(by name: String) -> Holder {
        Holder(by: name, machine: "-", boot: "-", process: 0, processStart: "-")
    }

    /// This process.
    package static func current(by: String) -> Holder {
        let process = getpid()
        return Holder(
            by: by, machine: firstLine(of: "/etc/machine-id"), boot: firstLine(of: "/proc/sys/kernel/random/boot_id"),
            namespace: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? "",
            process: process, processStart: startOfProcess(process) ?? "")
    }

    /// Whether that one is gone for certain, as seen from this process. Machines that were copied share their id: the
    /// host's name has to be the same too. From another process namespace, a container's say, it cannot be told.
    ///
    /// - Parameter startOf: the start of a process on this machine; nil if there is none with that number.
    package func isGone(seenFrom mine: Holder, startOf: (Int32) -> String? = startOfProcess) -> Bool {
        if process == 0 { return true }
        guard !machine.isEmpty, machine == mine.machine, host == mine.host else { return false }
        if boot != mine.boot { return true }
        return (namespace.isEmpty || namespace == mine.namespace) && startOf(process) != processStart
    }

    /// Whether it died on this machine, since the machine was started: what it began may not be over.
    func diedHere(seenFrom mine: Holder) -> Bool { boot == mine.boot && isGone(seenFrom: mine) }

    /// As its docker processes are marked with it.
    package var caller: String { "\(process)/\(processStart)" }

    /// ``caller`` of this process.
    package static var currentCaller: String { current(by: "").caller }

    func isSameProcess(as other: Holder) -> Bool {
        (machine, boot, namespace) == (other.machine, other.boot, other.namespace)
            && (process, processStart) == (other.process, other.processStart)
    }

    /// The name of the machine, as ``by`` has it.
    var host: Substring { by.drop { $0 != "@" }.dropFirst() }
}

/// nil if there is no process with that number.
package func startOfProcess(_ process: Int32) -> String? {
    guard let stat = text(of: "/proc/\(process)/stat"), let name = stat.lastIndex(of: ")") else { return nil }
    let fields = stat[stat.index(after: name)...].split(separator: " ")
    guard fields.count > 19, fields[0] != "Z" else { return nil }
    return String(fields[19])
}

private func firstLine(of path: String) -> String { String((text(of: path) ?? "").prefix { !$0.isNewline }) }

/// Files of `/proc` have no size: they are read as a stream.
private func text(of path: String) -> String? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
}
