import Console
import Engine
import Families
import Supervisor

/// What the selected container was made with, as its labels have it; then what the next one would get.
func parameterLines(_ state: State, columns: Int) -> [Line] {
    guard let member = state.lists.container else {
        return sentence("Only containers of a family have parameters", .dim, columns)
    }
    return [Line("\(member.name) was created with", .title)] + madeWith(member, state, columns: columns) + [Line("")]
        + nextLines(state, columns: columns)
}

private func madeWith(_ member: Member, _ state: State, columns: Int) -> [Line] {
    guard let details = state.engine.details[member.id] else { return [Line("Loading details...", .dim)] }
    guard let made = RecordedParameters(of: details) else {
        return sentence("Its parameters are not recorded", .dim, columns)
    }
    let source = member.configuration.map { "configuration \($0) of dcv-\(state.lists.family?.name.fitted ?? "")" }
    let kinds = [
        ("ports", made.ports), ("volumes", made.volumes), ("networks", made.networks),
        ("env", made.env.map { $0 + "=***" }), ("arguments", made.arguments), ("raw", made.raw),
    ]
    let rows = kinds.flatMap { kind, values in values.map { Parameter(kind: kind, text: $0) } }
    return sentence("From \(source ?? "the image and the previous container"):", .dim, columns)
        + parameterTable(rows, columns: columns)
}

private struct Parameter {
    let kind, text: String
}

/// The kind stands before the first of its kind.
private func parameterTable(_ rows: [Parameter], columns: Int) -> [Line] {
    guard !rows.isEmpty else { return [Line("only the image", .dim)] }
    return rows.enumerated().flatMap { place, row in
        let isFirst = place == 0 || rows[place - 1].kind != row.kind
        return wrapped(row.text, columns: columns - 11).enumerated().map { part, piece in
            Line(piece, label: padded(isFirst && part == 0 ? row.kind : "", to: 11))
        }
    }
}

/// What `start :new` would give now.
private func nextLines(_ state: State, columns: Int) -> [Line] {
    let title = [Line("The next container would get", .title)]
    guard let found = state.inspector.lookedUp.parameters, found.family == state.lists.family?.name else {
        return title + [Line("Loading...", .dim)]
    }
    switch found.result {
    case .failure where state.work?.isUnderWay == true:
        return title + sentence("Available when \(state.work?.words ?? "the operation") has ended", .dim, columns)
    case .failure(let refusal):
        return title + sentence(refusal.problem, .bad, columns) + sentence(state.hint(refusal.remedy), .plain, columns)
    case .success(let parameters):
        let file = parameters.file.map { "\($0)" + (parameters.configuration.map { ", configuration \($0)" } ?? "") }
        let rows = parameters.items.map { item in
            Parameter(
                kind: item.key,
                text: "\(item.key == "env" ? item.value + "=***" : item.value)  (\(sourceWords(item.source)))")
        }
        return title + sentence(file.map { "From \($0):" } ?? "There is no Dockerparams file", .dim, columns)
            + parameterTable(rows, columns: columns)
    }
}

private func sourceWords(_ source: EffectiveParameters.Source) -> String {
    switch source {
    case .file: "from the file"
    case .image(let instruction): "\(instruction) in the image"
    case .predecessor(let name): "from \(name)"
    }
}
