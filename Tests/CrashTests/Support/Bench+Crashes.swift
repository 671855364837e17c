import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

extension Bench {
    /// What was called before the fault, or in all.
    var changes: Calls { Calls(lines: calls) }
}

/// Appends the crash to the file that the environment names, for whoever counts them.
func noteCrash(_ when: Comment) {
    guard let path = PrivateEngine.crashes, let file = fopen(path, "a") else { return }
    fputs("\(when.rawValue)\n", file)
    fclose(file)
}
