import Engine
import Synchronization

/// What images hold, remembered: it never changes, and an image is asked for once.
package final class ImageContents: Sendable {
    private let known = Mutex<[String: ContentHash]>([:])

    package init() {}

    /// By image id; those that were not asked for yet are left out.
    package func known(of images: [String]) -> [String: ContentHash] {
        known.withLock { known in known.filter { images.contains($0.key) } }
    }

    /// By image id; those that the engine does not tell are left out.
    package func contents(of images: [String], on engine: some Engine) async -> [String: ContentHash] {
        let known = known.withLock { $0 }
        let missing = images.filter { known[$0] == nil }
        let found = missing.isEmpty ? [] : (try? await engine.inspect(images: missing)) ?? []
        let new = Dictionary(found.map { ($0.id, $0.content) }) { first, _ in first }
        self.known.withLock { $0.merge(new) { $1 } }
        return known.merging(new) { $1 }.filter { images.contains($0.key) }
    }
}

extension Snapshot {
    /// Newest builds that no container of their family was made from, while one may hold the same under another id.
    package var buildsInDoubt: [String] {
        let members = containers.filter { $0.labels[Label.content] != nil }
        guard !members.isEmpty else { return [] }
        let used = Set(containers.compactMap { $0.labels[Label.image] })
        let families = Set(members.compactMap { $0.labels[Label.family] })
        return images.filter { image in
            image.tag == "latest" && !used.contains(image.id) && image.repository.map(families.contains) == true
        }.map(\.id)
    }
}
