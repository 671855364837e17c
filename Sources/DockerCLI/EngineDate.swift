import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The time in docker's words, or nil if it has none: `2026-11-23 20:59:44 +0000 UTC` of listings (in the zone of the
/// docker command line), `2026-11-23T20:59:44.125847736Z` of `inspect`. The year 1 stands for never.
func engineDate(_ text: String) -> Date? {
    engineSeconds(text).map { Date(timeIntervalSince1970: Double($0.whole) + $0.fraction) }
}

/// Seconds since 1970; the fraction apart, since a date holds microseconds only.
func engineSeconds(_ text: String) -> (whole: Int, fraction: Double)? {
    var reader = NumberReader(text)
    guard let year = reader.number(), year > 1, let month = reader.number(), let day = reader.number(),
        let hour = reader.number(), let minute = reader.number(), let second = reader.number()
    else { return nil }
    let fraction = reader.fraction()
    var time = tm()
    (time.tm_year, time.tm_mon, time.tm_mday) = (Int32(year - 1900), Int32(month - 1), Int32(day))
    (time.tm_hour, time.tm_min, time.tm_sec) = (Int32(hour), Int32(minute), Int32(second))
    return (timegm(&time) - reader.offset(), fraction)
}

private struct NumberReader {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    /// The next digits; one character before them is passed over.
    mutating func number() -> Int? {
        if let first = rest.first, !first.isDigit { rest = rest.dropFirst() }
        let digits = rest.prefix { $0.isDigit }.prefix(9)
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// `.125` as 0.125; 0 if there is none.
    mutating func fraction() -> Double {
        guard rest.first == UInt8(ascii: ".") else { return 0 }
        let digits = rest.dropFirst().prefix { $0.isDigit }
        rest = rest.dropFirst(digits.count + 1)
        return digits.reversed().reduce(0) { ($0 + Double($1 - UInt8(ascii: "0"))) / 10 }
    }

    /// Seconds east of UTC of `Z`, `+01:00` or ` +0100 CET`.
    mutating func offset() -> Int {
        if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
        let isWest = rest.first == UInt8(ascii: "-")
        let digits = rest.prefix(6).filter(\.isDigit)
        guard digits.count == 4 else { return 0 }
        let value = digits.map { Int($0 - UInt8(ascii: "0")) }
        let seconds = (value[0] * 10 + value[1]) * 3600 + (value[2] * 10 + value[3]) * 60
        return isWest ? -seconds : seconds
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
