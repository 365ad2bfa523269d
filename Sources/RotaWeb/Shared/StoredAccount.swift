import Foundation
import RotaDomain

/// A gap's account as the text that is kept of it.
enum StoredAccount {
    static func text(_ account: GapAccount) throws -> String { String(decoding: try JSONEncoder().encode(account), as: UTF8.self) }

    /// Nil for a text that was not written by us.
    static func account(_ text: String) -> GapAccount? { try? JSONDecoder().decode(GapAccount.self, from: Data(text.utf8)) }
}
