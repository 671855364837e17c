import TestSupport
import Testing

extension Scene {
    /// A family in the state before the operation, and how it stands.
    func opened(on web: Bench) async throws -> Standing {
        try await prepare(web)
        try #require(try await web.containers() == before, "the state before \(title)")
        return try await web.standing()
    }

    /// What must hold when an interrupted operation was recovered: the promised one serves and nobody else, nothing
    /// that existed is gone, and the data is as it was. Gives how the family stands.
    ///
    /// - Parameter isBuilt: whether somebody built meanwhile: an image that nobody uses may be gone then.
    @discardableResult
    func prove(
        _ web: Bench, is promised: String, since: Standing, isBuilt: Bool = false, _ when: Comment
    ) async throws -> Standing {
        let now = try await web.standing()
        #expect(now.picture == promised, when)
        #expect(since.ids.subtracting(now.ids).isEmpty, "containers are gone: \(when)")
        if !isBuilt { #expect(since.images.subtracting(now.images).isEmpty, "images are gone: \(when)") }
        #expect(since.stableImage == nil || now.stableImage != nil, "the stable tag is gone: \(when)")
        #expect(now.orphans == [], "references without a container: \(when)")
        #expect(
            now.places.allSatisfy { now.references.values.contains($0.image) }, "images without a reference: \(when)")
        guard let version = versionServing(in: now.picture) else {
            #expect(try await web.inVolume("cat /data/note") == "kept", when)
            return now
        }
        #expect(try await web.answer() == version, when)
        #expect(try await web.answer("/data/note") == "kept", when)
        return now
    }

    /// What must hold when nothing struck it.
    func proveEnding(
        _ ending: Launch.Ending, on web: Bench, since: Standing, isBuilt: Bool = false
    ) async throws {
        #expect(ending.exitCode == (turn == .never ? 1 : 0), "unstruck: \(ending.errors)")
        try await prove(web, is: turn == .never ? failed ?? before : after, since: since, isBuilt: isBuilt, "unstruck")
    }

    private func versionServing(in picture: String) -> String? {
        let line = picture.split(separator: "\n").first { $0.contains(" running ") }
        return line?.split(separator: " ").last.map(String.init)
    }
}

extension Bench {
    /// Runs `recover` and insists that it ends well.
    func recover(gate: Int = 0, _ when: Comment) async throws {
        let ending = try await dockervisor("recover web --gate \(gate)")
        #expect(ending.exitCode == 0, "\(when): \(ending.errors)")
    }
}
