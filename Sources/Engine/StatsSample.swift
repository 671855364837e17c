import FoundationEssentials

/// What a container uses at a moment.
package struct StatsSample: Hashable, Sendable {
    /// Full id.
    package var container: String
    /// When it was heard of.
    package var takenAt: Date
    /// By docker's formula: 100 is one whole CPU. nil for the first one, where docker has nothing to compare with.
    package var cpuPercent: Double?
    /// Bytes, without the file cache.
    package var memory: Int
    /// Bytes; the machine's memory if the container has no limit.
    package var memoryLimit: Int
    /// Since the container was started, over all its networks.
    package var received: ByteCount
    package var sent: ByteCount
    /// From and to disks, since the container was started.
    package var read: ByteCount
    package var written: ByteCount
    /// Processes and threads.
    package var processes: Int

    package init(
        container: String, takenAt: Date, cpuPercent: Double?, memory: Int, memoryLimit: Int,
        received: ByteCount = ByteCount(0), sent: ByteCount = ByteCount(0), read: ByteCount = ByteCount(0),
        written: ByteCount = ByteCount(0), processes: Int = 1
    ) {
        self.container = container
        self.takenAt = takenAt
        self.cpuPercent = cpuPercent
        self.memory = memory
        self.memoryLimit = memoryLimit
        self.received = received
        self.sent = sent
        self.read = read
        self.written = written
        self.processes = processes
    }
}
