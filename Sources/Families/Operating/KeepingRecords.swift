import Engine

/// The record of an operation: how it is made, left and removed, and who else may hold it.
extension Operator {
    /// Makes the empty image first where it is needed and missing. Of several that make it at once all but one may fail,
    /// and it may be gone again for a moment (containerd image store, docker 28.5).
    func createRecord(_ request: CreateRequest) async throws(EngineError) -> String {
        var problem = EngineError.noSuchImage(request.image)
        for _ in 1...5 {
            do throws(EngineError) {
                let id = try await engine.perform(.create(request))
                survey.ownRecords.add(id)
                return id
            } catch .noSuchImage where request.image == OperationRecord.Base.empty.image {
            } catch {
                guard let id = await recordMade(by: request, despite: error) else { throw error }
                survey.ownRecords.add(id)
                return id
            }
            do throws(EngineError) {
                try await engine.perform(.importEmpty(reference: request.image))
            } catch {
                problem = error
                await pace.wait(.milliseconds(100))
            }
        }
        throw problem
    }

    /// Docker may have created the record although its answer was lost. Left behind, the next command would finish an
    /// operation that was reported as not begun.
    private func recordMade(by request: CreateRequest, despite error: EngineError) async -> String? {
        switch error {
        case .nameInUse, .diskFull: return nil
        default: break
        }
        let found = try? await engine.inspect(containers: [request.name]).first
        return found.flatMap { $0.labels.merging(request.labels) { $1 } == $0.labels ? $0.id : nil }
    }

    /// Who was quicker, or whose the name of the record is.
    func busy(_ family: FamilyName, over record: String) async throws(Refusal) -> Refusal {
        if let found = try await survey.containers(of: family).interruption { return .busy(found) }
        let holder = try? await engine.inspect(containers: [record]).first
        guard let holder, holder.labels[Label.family] != family.text else {
            return .busy(Interruption(family: family, record: nil))
        }
        return .state(
            problem:
                "the name \(record), needed for the lock of \(family), is in use by another container "
                + "(\(shortID(holder.id)), image \(holder.imageReference))",
            remedy:
                "Inspect it: docker inspect \(record). Then rename it: docker rename \(record) NEWNAME, or remove it: "
                + "docker rm \(record)")
    }

    /// Keeps the record but gives it up. This process may live for days (the full screen), so a second record without a
    /// holder tells others that they need not wait.
    func leave(_ family: FamilyName, _ lock: String?) async {
        guard let lock else { return }
        survey.ownRecords.remove(lock)
        let record = OperationRecord(
            kind: .recover, words: Operation.recover(family).words, holder: .nobody(by: survey.holder.by), at: now())
        guard let found = try? await survey.containers(of: family),
            let images = try? await survey.images(of: found)
        else { return }
        let base = OperationRecord.Base(firstOf: found.memberImages, in: images)
        let request = record.request(in: family, named: family.recoveryContainer, base: base)
        if let id = try? await createRecord(request) { survey.ownRecords.remove(id) }
    }

    /// A record that stays is no harm: the next operation recovers it, and finds that nothing is left to do.
    func release(_ lock: String?, of plan: Plan, _ tell: Tell) async {
        guard let lock, let name = plan.lock?.name else { return }
        await remove(lock, named: name, of: plan.operation.family, tell)
    }

    func remove(_ id: String, named name: String, of family: FamilyName, _ tell: Tell) async {
        defer { survey.ownRecords.remove(id) }
        do throws(EngineError) {
            try await engine.perform(.remove(.existing(id: id, name: name)))
        } catch .noSuchContainer {
            return
        } catch {
            await tell(
                .remarked("cannot remove the lock \(name) (\(error.problem)); run dockervisor recover \(family)"))
        }
    }
}
