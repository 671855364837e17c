import Engine
@testable import Families

/// The docker commands of a plan, one a line; of a `create` only the name, since its options have specifications of
/// their own.
func picture(_ plan: Plan) -> String {
    plan.steps.map { line(of: $0.call) }.joined(separator: "\n")
}

/// The commands that would take the plan's steps back, the last step first.
func undoPicture(_ plan: Plan) -> String {
    plan.steps.reversed().compactMap(\.undo).map { undo in
        switch undo {
        case .call(let call): line(of: call)
        case .setAside(let candidate, let name): "set \(candidate.argument) aside as \(name)"
        case .putDown(let candidate): "put \(candidate.argument) down"
        case .untag(let reference, _): "remove tag \(reference)"
        }
    }.joined(separator: "\n")
}

private func line(of call: EngineCall) -> String {
    if case .create(let request) = call { return "create \(request.name)" }
    return call.arguments.joined(separator: " ").replacing(imageA, with: "IMAGE-A").replacing(imageB, with: "IMAGE-B")
}

/// The request of the plan's `create`; nil if it creates nothing.
func request(_ plan: Plan) -> CreateRequest? {
    for step in plan.steps {
        if case .create(let request) = step.call { return request }
    }
    return nil
}

/// What a refused operation says: the problem, then the remedy.
func refusal(_ operation: Families.Operation, in situation: Situation) -> String {
    do throws(Refusal) {
        let plan = try plan(operation, in: situation)
        return "not refused: \(plan.result)"
    } catch {
        return "\(error.problem)\n\(error.remedy)"
    }
}
