extension Dockerparams {
    /// The file again, in its order and with every path absolute: parsed, it says the same.
    var canonicalText: String {
        switch self {
        case .lone(let configuration): written(configuration).text() + "\n"
        case .named(let configurations):
            WrittenJSON.map(configurations.map { ($0.name, written($0.configuration)) }).text() + "\n"
        }
    }
}

private func written(_ configuration: Configuration) -> WrittenJSON {
    var keys = [(String, WrittenJSON)]()
    if let volumes = configuration.volumes {
        let map = volumes.map { ($0.source, $0.path + ($0.options.isEmpty ? "" : ":\($0.options)")) }
        keys.append(("volumes", .map(map.map { ($0, .text($1)) })))
    }
    if let ports = configuration.ports {
        keys.append(
            (
                "ports",
                .map(
                    ports.map { port in
                        (
                            port.hostSide + (port.transport == "tcp" ? "" : "/\(port.transport)"),
                            .text("\(port.containerPort)")
                        )
                    })
            ))
    }
    if !configuration.networks.isEmpty { keys.append(("networks", .list(configuration.networks))) }
    if !configuration.env.isEmpty {
        keys.append(("env", .map(configuration.env.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })))
    }
    if !configuration.arguments.isEmpty { keys.append(("arguments", .list(configuration.arguments))) }
    if !configuration.raw.isEmpty { keys.append(("raw", .list(configuration.raw))) }
    return .map(keys)
}

/// JSON whose keys stay in their order, which no encoder at hand does.
private indirect enum WrittenJSON {
    case text(String)
    case list([String])
    case map([(String, WrittenJSON)])

    func text(indented: String = "") -> String {
        switch self {
        case .text(let text): return quoted(text)
        case .list(let texts): return "[" + texts.map(quoted).joined(separator: ", ") + "]"
        case .map(let entries):
            guard !entries.isEmpty else { return "{}" }
            let inner = indented + "  "
            let lines = entries.map { "\(inner)\(quoted($0)): \($1.text(indented: inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indented)}"
        }
    }
}

private func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: return String(scalar)
        }
    }
    return "\"" + escaped.joined() + "\""
}
