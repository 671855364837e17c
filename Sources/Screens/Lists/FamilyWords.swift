import Console
import Engine
import Families
import Supervisor

/// How a family is, in a mark and a word of at most ten columns.
struct FamilyWords: Equatable {
    let mark: String
    let word: String
    let tone: Tone

    /// - Parameter isBusy: somebody else is at work on it.
    init(_ family: Family, work: Work?, isBusy: Bool = false, _ look: Look) {
        if let work, work.isUnderWay {
            self.init(look.marks.probation, work.progressWord, .warning)
        } else if family.active.count > 1 {
            self.init(look.marks.drift, "\(family.active.count) running", .bad)
        } else if family.interruption != nil, isBusy {
            self.init(look.marks.probation, "busy", .warning)
        } else if family.interruption != nil {
            self.init(look.marks.drift, "unfinished", .bad)
        } else if let shown = family.active.first ?? family.latest {
            self.init(shown.container, look)
        } else {
            self.init(look.marks.stopped, family.words, .dim)
        }
    }

    init(_ container: Container, _ look: Look) {
        switch (container.state, container.health) {
        case (.running, .unhealthy): self.init(look.marks.failed, "unhealthy", .bad)
        case (.running, .starting): self.init(look.marks.probation, "starting", .warning)
        case (.running, _): self.init(look.marks.serving, "running", .good)
        case (.paused, _): self.init(look.marks.probation, "paused", .warning)
        case (.restarting, _): self.init(look.marks.failed, "restarting", .bad)
        case (.exited, _), (.dead, _):
            let code = container.exitCode ?? 0
            if isOrderlyEnd(code) {
                self.init(look.marks.stopped, "stopped", .dim)
            } else {
                self.init(look.marks.failed, "exited \(code)", .bad)
            }
        case (.created, _): self.init(look.marks.stopped, "created", .dim)
        case (.removing, _): self.init(look.marks.stopped, "removing", .dim)
        }
    }

    private init(_ mark: String, _ word: String, _ tone: Tone) {
        self.mark = mark
        self.word = word
        self.tone = tone
    }
}

extension Family {
    /// Where nothing runs and nothing is the latest.
    fileprivate var words: String { !members.isEmpty ? "stopped" : images.isEmpty ? "not built" : "only built" }
}

extension Work {
    /// What goes on, in at most ten letters.
    fileprivate var progressWord: String {
        if case .switching(let work) = self { work.plan.operation.progressWord } else { "building" }
    }
}

/// 0, and the ends by SIGINT, SIGKILL and SIGTERM that `docker stop` brings about.
func isOrderlyEnd(_ exitCode: Int) -> Bool { [0, 130, 137, 143].contains(exitCode) }

func roleWord(_ member: Member, in family: Family) -> String {
    if member.hasFailed { return "failed" }
    return member.role == .stable && family.latest?.id == member.id
        ? "stable+latest" : member.role == .saved ? "old" : member.role.word
}
