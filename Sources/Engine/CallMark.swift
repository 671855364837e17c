/// What a docker process that changes something has in its environment: who called it, and with which arguments.
///
/// If the caller dies, what it asked docker for may still come about. By this mark another dockervisor on the same
/// machine finds the process, and waits for it before it looks what has to be recovered.
package struct CallMark: Hashable, Sendable {
    package static let variable = "DOCKERVISOR_CALL"

    /// Process id and start of the caller.
    package var caller: String
    package var arguments: [String]

    package init(caller: String, arguments: [String]) {
        self.caller = caller
        self.arguments = arguments
    }

    /// The value of the variable.
    package var text: String { ([caller] + arguments).joined(separator: Self.separator) }

    package init(_ text: String) {
        let parts = text.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
        self.init(caller: parts[0], arguments: Array(parts.dropFirst()))
    }

    /// In no name and no option.
    private static let separator = "\u{1F}"
}
