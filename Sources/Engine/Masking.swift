extension [String] {
    /// Arguments of docker without the values that people pass, in either form: `--build-arg TOKEN=***`,
    /// `--build-arg=TOKEN=***`.
    package var withoutValues: [String] {
        let options = ["--build-arg", "--env", "-e"]
        var isValue = false
        return map { argument in
            defer { isValue = options.contains(argument) }
            let name = isValue ? "" : options.first { argument.hasPrefix($0 + "=") }.map { $0 + "=" }
            guard let name, let end = argument.dropFirst(name.count).firstIndex(of: "=") else { return argument }
            return argument[...end] + "***"
        }
    }
}
