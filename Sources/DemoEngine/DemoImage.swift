import Engine
import FoundationEssentials

/// An image of the demo engine.
struct DemoImage: Equatable, Sendable {
    let id: String
    /// Its tags: `web:latest`.
    var references: [String] = []
    var createdAt: Date
    /// Bytes.
    var size = 0
    var exposedPorts: [String] = []
    var volumePaths: [String] = []
    var labels: [String: String] = [:]
    var entryPoint: [String] = []
    var command: [String] = []
    var healthCheck: DemoHealthCheck?
    /// The programs in it, by absolute path; empty if it is not known: then there is every one.
    var executables: Set<String> = []
    /// What its program prints while it runs, one line every few seconds.
    var chatter: [String] = []
    /// What it was made of, newest first.
    var layers: [ImageLayer] = []
    var content = ContentHash()

    /// The command that starts with these arguments after the image.
    func command(arguments: [String]) -> [String] {
        entryPoint + (arguments.isEmpty ? command : arguments)
    }

    func has(executable: String) -> Bool {
        executables.isEmpty
            || executables.contains { $0 == executable || $0.hasSuffix("/" + executable) }
    }
}

/// When a health check of the demo engine has an answer, and which.
struct DemoHealthCheck: Hashable, Sendable {
    var answer: Health = .healthy
    /// Seconds after the start.
    var delay: TimeInterval = 3
}

extension DemoImage {
    var details: ImageDetails {
        ImageDetails(
            id: id, references: references.sorted(), createdAt: createdAt, size: size, exposedPorts: exposedPorts,
            volumePaths: volumePaths.sorted(), labels: labels, command: entryPoint + command,
            hasHealthCheck: healthCheck != nil, content: content)
    }

    /// One entry per tag; an image without any has one entry all the same.
    var listed: [Image] {
        let created = Date(timeIntervalSince1970: createdAt.timeIntervalSince1970.rounded(.down))
        func entry(_ repository: String?, _ tag: String?) -> Image {
            Image(id: id, repository: repository, tag: tag, createdAt: created, size: roundedSize)
        }
        guard !references.isEmpty else { return [entry(nil, nil)] }
        return references.sorted().map { reference in
            let (repository, tag) = splitReference(reference)
            return entry(repository, tag)
        }
    }

    /// As `docker images` writes it, with three digits.
    private var roundedSize: String {
        let (value, unit) = size >= 1_000_000 ? (Double(size) / 1_000_000, "MB") : (Double(size) / 1000, "kB")
        let digits = value >= 100 ? 1.0 : value >= 10 ? 10 : 100
        let rounded = (value * digits).rounded() / digits
        return (rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)") + unit
    }
}

/// Repository and tag of `registry:5000/web:2`; the tag is `latest` if there is none.
func splitReference(_ reference: String) -> (repository: String, tag: String) {
    guard let colon = reference.lastIndex(of: ":"), !reference[colon...].contains("/") else {
        return (reference, "latest")
    }
    return (String(reference[..<colon]), String(reference[reference.index(after: colon)...]))
}
