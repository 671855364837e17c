import Families

/// What a typed command means here. The program's command line reads it: there is one grammar.
package enum PaletteCommand: Hashable, Sendable {
    case action(Action)
    /// - Parameter terms: nil: those of the program.
    case operation(Operation, Terms?)
    /// Asks which configuration, if there is a choice.
    case startNew(FamilyName)
    /// Of whatever family it is.
    case startContainer(String, Terms?)
    case build(BuildOrder)
    case showStable(FamilyName)
    case select(FamilyName?)
    /// Says whether something is not as it should be; nil: of any family.
    case look(FamilyName?)
    case history(FamilyName)
}
