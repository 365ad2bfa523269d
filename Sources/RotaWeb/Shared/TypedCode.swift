/// What people make of a code when they type or paste it: spaces, hyphens and invisible characters don't count.
enum TypedCode {
    /// The six figures of an app; nil for anything else.
    static func figures(_ typed: String) -> String? {
        let rest = bare(typed)
        return rest.utf8.count == 6 && rest.utf8.allSatisfy { (0x30...0x39).contains($0) } ? rest : nil
    }

    /// A recovery code as it is stored. Figures that base32 does not have are read as the letters that they look like.
    static func recovery(_ typed: String) -> String {
        String(bare(typed).uppercased().map { lookalikes[$0] ?? $0 })
    }

    /// Whether it has the shape of one: 24 characters of base32.
    static func isRecoveryCode(_ typed: String) -> Bool {
        let code = recovery(typed)
        return code.utf8.count == 24 && code.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x32...0x37).contains($0) }
    }

    private static let lookalikes: [Character: Character] = ["0": "O", "1": "I", "8": "B"]

    private static func bare(_ typed: String) -> String {
        let kept = typed.unicodeScalars.filter { !$0.properties.isWhitespace && $0.properties.generalCategory != .format && !$0.properties.isDash }
        return String(String.UnicodeScalarView(kept))
    }
}
