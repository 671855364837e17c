import TestRandom
import TestSupport

/// What goes wrong while a command runs.
enum RandomTrouble: Hashable, Sendable {
    /// The client is killed at its changing call of that number, or after so many milliseconds.
    case killed(call: Int)
    case killedAfter(milliseconds: Int)
    case killedOnceStopBegan
    /// The client is killed at that call, and docker makes the call a moment later all the same.
    case killedInFlight(call: Int)
    case signal(String, call: Int)
    case powerCut(call: Int)
    case powerCutElsewhere(call: Int)
    case daemonDeath(call: Int)
    /// Docker fails at its call of that number, whatever that is for.
    case failure(place: Int)
    case failureOfChange(call: Int)
    case lostAnswer(call: Int)
    case cutAnswer(place: Int)
    case delay(call: Int)
    case hang(place: Int)
    /// Somebody else takes the host port while nothing runs.
    case squatter

    static func drawn(for operation: RandomOperation, from random: inout SeededRandom) -> RandomTrouble {
        // Many make fewer calls than usual, or none: early ones are struck more often.
        let call = min(random.number(1...operation.usualChanges), random.number(1...operation.usualChanges))
        let place = random.number(1...10)
        let milliseconds = random.number(50...900)
        let signal = random.one(of: ["TERM": 1, "INT": 1, "HUP": 1])
        return random.one(of: [
            .killed(call: call): 8, .killedAfter(milliseconds: milliseconds): 6, .killedOnceStopBegan: 2,
            .killedInFlight(call: call): 6,
            .signal(signal, call: call): 3, .powerCut(call: call): 3, .powerCutElsewhere(call: call): 2,
            .daemonDeath(call: call): 3, .failure(place: place): 3, .failureOfChange(call: call): 4,
            .lostAnswer(call: call): 4, .cutAnswer(place: place): 3, .delay(call: call): 2, .hang(place: place): 1,
            .squatter: 1,
        ])
    }

    /// The same where the power cannot be cut.
    var withoutPowerSwitch: RandomTrouble {
        switch self {
        case .powerCut(let call), .powerCutElsewhere(let call): .daemonDeath(call: call)
        default: self
        }
    }

    /// What the stand-in does; nil if it does nothing.
    func fault(on bench: Bench) -> Fault? {
        switch self {
        case .killed(let call): Fault(at: .change(call), .death)
        case .killedAfter: nil
        case .killedInFlight(let call): Fault(at: .change(call), .deathInFlight(seconds: 0.8))
        case .killedOnceStopBegan: Fault(at: .first("stop"), .deathOnceBegun)
        case .signal(let name, let call): Fault(at: .change(call), .signal(name))
        case .powerCut(let call): Fault(at: .change(call), .powerCut)
        case .powerCutElsewhere(let call): Fault(at: .change(call), .powerCutElsewhere)
        case .daemonDeath(let call): Fault(at: .change(call), .daemonDeath)
        case .failure(let place): Fault(at: .call(place), .failure)
        case .failureOfChange(let call): Fault(at: .change(call), .failure)
        case .lostAnswer(let call): Fault(at: .change(call), .lostAnswer)
        case .cutAnswer(let place): Fault(at: .call(place), .cutAnswer)
        case .delay(let call): Fault(at: .change(call), .delay(0.7))
        case .hang(let place): Fault(at: .call(place), .hang(seconds: 5))
        case .squatter: Fault(at: .first("start"), .deed(squatting(on: bench)))
        }
    }

    /// Someone else's container gets the port of the family.
    private func squatting(on bench: Bench) -> String {
        """
        "$docker" run --pull never --detach --name squatter_web --label dockervisor.test=\(bench.id) --tmpfs /var/data \
            --publish \(bench.port):\(bench.port) web:latest /bin/busybox sleep 600 > /dev/null 2>&1
        """
    }

    /// Whether the client is killed, so that its exit code is 137.
    var isDeath: Bool {
        switch self {
        case .killed, .killedAfter, .killedOnceStopBegan, .killedInFlight, .powerCut: true
        default: false
        }
    }

    /// Whether the engine goes down, and all containers with it.
    var strikesEngine: Bool {
        switch self {
        case .powerCut, .powerCutElsewhere, .daemonDeath: true
        default: false
        }
    }

    /// What it is counted as.
    var kind: String { String("\(self)".prefix { $0 != "(" }) }

    var words: String {
        switch self {
        case .killed(let call): "killed at change \(call)"
        case .killedAfter(let milliseconds): "killed after \(milliseconds) ms"
        case .killedInFlight(let call): "killed with change \(call) in flight"
        case .killedOnceStopBegan: "killed in the stop"
        case .signal(let name, let call): "SIG\(name) at change \(call)"
        case .powerCut(let call): "power cut at change \(call)"
        case .powerCutElsewhere(let call): "power cut of the engine alone at change \(call)"
        case .daemonDeath(let call): "daemon killed at change \(call)"
        case .failure(let place): "docker fails at call \(place)"
        case .failureOfChange(let call): "docker fails at change \(call)"
        case .lostAnswer(let call): "answer lost at change \(call)"
        case .cutAnswer(let place): "answer cut at call \(place)"
        case .delay(let call): "delay at change \(call)"
        case .hang(let place): "docker hangs at call \(place)"
        case .squatter: "port taken before the start"
        }
    }
}
