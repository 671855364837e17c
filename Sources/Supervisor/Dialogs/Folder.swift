import Console
import Families

/// Where are the sources of this family?
package struct FolderQuestion: Equatable, Sendable {
    package let family: FamilyName
    package var text: String

    package init(_ family: FamilyName, text: String) {
        self.family = family
        self.text = text
    }

    mutating func press(_ pressed: Pressed) -> Reply {
        switch pressed.key {
        case .enter: return .closes(.build(BuildOrder(family: family, path: text.isEmpty ? nil : text)))
        case .escape, .control("c"): return .closes()
        case .tab: return .asks(.completeFolder(text))
        default:
            text = edited(text, pressed.key, wordEnd: "/") ?? text
            return .stays
        }
    }
}
