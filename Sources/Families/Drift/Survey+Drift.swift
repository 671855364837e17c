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
        let byID = Dictionary(details.map { ($0.id, $0) }) { first, _ in first }
        return families.map { FamilyDrift(family: $0.name, drifts: $0.drifts(byID, seenFrom: holder)) }
            .filter { !$0.drifts.isEmpty }
    }
}
