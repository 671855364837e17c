import Engine

/// What is not as it should be in one family; not empty.
package struct FamilyDrift: Hashable, Sendable {
    package let family: FamilyName
    package let drifts: [Drift]
}

extension Survey {
    /// Looks at every container of the family, or of all families; those without drift are left out.
    package func drifts(of name: FamilyName?) async throws(Refusal) -> [FamilyDrift] {
        let families: [Family]
        if let name { families = [try await known(name)] } else { families = try await snapshot().families }
        let ids = families.flatMap(\.members).map(\.id)
        let details: [ContainerDetails]
        do { details = try await engine.inspect(containers: ids) } catch { throw .engine(error) }
        let images = try await images(of: families)
        return families.map { family in
            FamilyDrift(
                family: family.name,
                drifts: family.drifts(byID(details), seenFrom: holder) + family.goneImages(besides: images))
        }.filter { !$0.drifts.isEmpty }
    }

    /// Whether the engine's disk is full, as far as that can be known.
    package func isDiskFull() async -> Bool { await engine.freeBytes().map { $0 < leastFreeBytes } ?? false }

    /// The images of all members, by id.
    private func images(of families: [Family]) async throws(Refusal) -> Set<String> {
        let ids = Set(families.flatMap(\.memberImages)).sorted()
        do { return Set(try await engine.inspect(images: ids).map(\.id)) } catch { throw .engine(error) }
    }
}
