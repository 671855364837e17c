import Engine
import FoundationEssentials

/// What a build makes where there is no Dockerfile to read: the next version of a program that exists in the demo only.
package struct DemoRelease: Hashable, Sendable {
    package var exposedPorts: [String]
    package var volumePaths: [String]
    /// The program's path.
    package var program: String
    /// Whether the image was built without the program, so that no container of it starts.
    package var lacksProgram: Bool
    /// How the health check ends; nil without one.
    package var health: Health?
    /// What it prints while it runs.
    package var chatter: [String]
    /// With which exit code it ends after a moment; nil if it runs on.
    package var crash: Int?

    package init(
        program: String, exposedPorts: [String] = [], volumePaths: [String] = [], lacksProgram: Bool = false,
        health: Health? = nil, chatter: [String] = [], crash: Int? = nil
    ) {
        self.program = program
        self.exposedPorts = exposedPorts
        self.volumePaths = volumePaths
        self.lacksProgram = lacksProgram
        self.health = health
        self.chatter = chatter
        self.crash = crash
    }
}

extension DemoRelease {
    /// Instructions of a Dockerfile.
    fileprivate var steps: [String] {
        ["FROM alpine:3.20", "COPY . /src", "RUN make -C /src install"]
            + exposedPorts.map { "EXPOSE \($0)" } + volumePaths.map { "VOLUME \($0)" } + ["CMD [\"\(program)\"]"]
    }

    fileprivate var command: [String] {
        guard let crash else { return [program] }
        return ["/bin/sh", "-c", "echo starting; sleep 2; echo 'fatal: no configuration'; exit \(crash)"]
    }
}

extension DemoWorld {
    /// Takes the repository's next release; the last one over and over, each time a new version.
    mutating func planned(_ request: BuildRequest) -> DemoBuild {
        let (repository, _) = splitReference(request.reference)
        var queue = releases[repository] ?? [DemoRelease(program: "/app/\(repository)", chatter: ["tick"])]
        let release = queue.count > 1 ? queue.removeFirst() : queue[0]
        releases[repository] = queue
        let image = image(of: release, labels: request.labels, seed: nextID())
        return DemoBuild(lines: lines(of: release, image, request), outcome: .success(image))
    }

    func image(of release: DemoRelease, labels: [String: String], seed: String) -> DemoImage {
        var image = DemoImage(id: "sha256:" + demoID("image " + seed), createdAt: now, labels: labels)
        image.size = 23_000_000 + image.id.utf8.reduce(0) { ($0 * 31 + Int($1)) % 20_000_000 }
        image.exposedPorts = release.exposedPorts
        image.volumePaths = release.volumePaths
        image.command = release.command
        image.executables = release.lacksProgram ? ["/bin/sh"] : [release.program, "/bin/sh"]
        image.healthCheck = release.health.map { DemoHealthCheck(answer: $0, delay: $0 == .healthy ? 3 : 6) }
        image.chatter = release.crash == nil ? release.chatter : []
        image.content = ContentHash(of: [seed])
        image.layers = DemoWorld.layers(of: Array(release.steps.dropFirst()), image)
        return image
    }

    private func lines(of release: DemoRelease, _ image: DemoImage, _ request: BuildRequest) -> [String] {
        let steps = release.steps
        var lines = ["Sending build context to Docker daemon  1.254MB"]
        for (index, step) in steps.enumerated() {
            lines += ["Step \(index + 1)/\(steps.count) : \(step)"]
            if step.hasPrefix("RUN") {
                lines += [" ---> Running in \(demoID(image.id).prefix(12))", "cc -O2 -c main.c", "cc -O2 -c pages.c"]
                lines += ["cc -o \(release.program) main.o pages.o"]
            }
            lines += [" ---> \(demoID(image.id + step).prefix(12))"]
        }
        return lines + request.lastLines(of: image)
    }
}
