import Families
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#endif

/// What the system lets this process have (see `ulimit`). Below it docker could be started and not be read.
enum ProcessLimits {
    /// Several docker processes at once take about ten each.
    private static let descriptors = 64
    /// Bytes of address space, most of which is never touched.
    private static let addressSpace: rlim_t = 400 << 20

    /// Takes what it may take; throws if that is too little.
    static func ensure() throws(Failure) {
        raise(Int32(RLIMIT_NOFILE.rawValue), to: 4096)
        raise(Int32(RLIMIT_AS.rawValue), to: .max)
        let free = freeDescriptors()
        guard free == descriptors else { throw fewDescriptors(free) }
        let space = limit(Int32(RLIMIT_AS.rawValue)).rlim_cur
        guard space >= addressSpace else {
            throw Failure(
                problem: "not enough address space: \(space >> 20) MB available, \(addressSpace >> 20) MB needed",
                remedy: "Raise the limit: ulimit -v unlimited", exitCode: 1)
        }
    }

    /// Swift's own threads are watched by way of it, and it traps without (libdispatch, 6.3): said before they begin.
    static func refuseWithoutProc() {
        guard (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self")) != "\(getpid())" else {
            return
        }
        Failure(
            problem: "/proc is not mounted for this process", remedy: "Mount it: mount -t proc proc /proc",
            exitCode: 1
        ).say()
        exit(1)
    }

    /// The rest is said by ``ensure()``, where an engine is needed.
    static func refuseVeryFewDescriptors() {
        raise(Int32(RLIMIT_NOFILE.rawValue), to: 4096)
        guard freeDescriptors() < 8 else { return }
        fewDescriptors(freeDescriptors()).say()
        exit(1)
    }

    private static func fewDescriptors(_ free: Int) -> Failure {
        Failure(
            problem: "not enough file descriptors: \(free) available, \(descriptors) needed",
            remedy: "Raise the limit: ulimit -n 1024", exitCode: 1)
    }

    private static func limit(_ resource: __rlimit_resource_t) -> rlimit {
        var found = rlimit()
        getrlimit(resource, &found)
        return found
    }

    /// Up to the hard limit.
    private static func raise(_ resource: __rlimit_resource_t, to wanted: rlim_t) {
        var found = limit(resource)
        guard found.rlim_cur < min(wanted, found.rlim_max) else { return }
        found.rlim_cur = min(wanted, found.rlim_max)
        setrlimit(resource, &found)
    }

    /// How many there are, ``descriptors`` at most.
    private static func freeDescriptors() -> Int {
        var taken = [Int32]()
        defer { taken.forEach { _ = close($0) } }
        while taken.count < descriptors {
            let descriptor = open("/", O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { break }
            taken.append(descriptor)
        }
        return taken.count
    }
}
