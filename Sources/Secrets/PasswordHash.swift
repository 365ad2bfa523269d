/// Stored passwords: `scrypt$ln=17,r=8,p=1$<salt>$<hash>`, salt and hash in base64url, so that the cost can be raised
/// later without losing the old ones.
///
/// A password is used exactly as it was typed, as UTF-8: not trimmed, not cut, not brought to a Unicode normal form
/// (no NFC). "é" typed as one character and as two are two passwords.
package enum PasswordHash {
    /// The cost of one hash: n = 2^logN.
    package struct Parameters: Sendable, Equatable {
        package let logN: Int
        package let r: Int
        package let p: Int

        package init(logN: Int, r: Int, p: Int) {
            self.logN = logN
            self.r = r
            self.p = p
        }

        /// OWASP's first choice for scrypt (Password Storage Cheat Sheet): 128 MiB and some tenths of a second.
        package static let standard = Parameters(logN: 17, r: 8, p: 1)

        /// So that a damaged record can't ask for all the memory of the machine.
        var isSensible: Bool { (1...20).contains(logN) && (1...32).contains(r) && (1...16).contains(p) }
    }

    private static let saltLength = 16
    private static let hashLength = 32

    /// What to store for a password.
    package static func make(
        _ password: String, random: RandomSource, parameters: Parameters = .standard
    ) throws(SecretsError) -> String {
        let salt = try random.bytes(saltLength)
        let hash = try derive(password, salt: salt, parameters: parameters, length: hashLength)
        return "scrypt$ln=\(parameters.logN),r=\(parameters.r),p=\(parameters.p)$"
            + "\(Base64URL.encode(salt))$\(Base64URL.encode(hash))"
    }

    /// Whether the password is the stored one. For an unknown account give nil: the work is done all the same, at the
    /// cost in `parameters`, so that the answer's time doesn't tell whether the account exists. A record that can't be
    /// read is answered like a wrong password; throws only when there was no memory for the work.
    package static func verify(
        _ password: String, against stored: String?, parameters: Parameters = .standard
    ) throws(SecretsError) -> Bool {
        guard let stored, let record = Record(stored) else {
            let salt = [UInt8](repeating: 0, count: saltLength)
            _ = try derive(password, salt: salt, parameters: parameters, length: hashLength)
            return false
        }
        let hash = try derive(
            password, salt: record.salt, parameters: record.parameters, length: record.hash.count)
        return constantTimeEquals(hash, record.hash)
    }

    /// Whether the record was made at another cost than `parameters`, so that it should be made anew at the next
    /// successful sign-in.
    package static func needsRehash(_ stored: String, parameters: Parameters = .standard) -> Bool {
        Record(stored)?.parameters != parameters
    }

    private static func derive(
        _ password: String, salt: [UInt8], parameters: Parameters, length: Int
    ) throws(SecretsError) -> [UInt8] {
        guard parameters.isSensible else {
            throw .scryptRefused(n: parameters.logN, r: parameters.r, p: parameters.p)
        }
        return try Scrypt.hash(
            password: Array(password.utf8), salt: salt, n: 1 << parameters.logN, r: parameters.r, p: parameters.p,
            length: length)
    }
}

extension PasswordHash {
    /// The stored text taken apart.
    private struct Record {
        let parameters: Parameters
        let salt: [UInt8]
        let hash: [UInt8]

        /// Nil for anything that `make` could not have written.
        init?(_ stored: String) {
            let parts = stored.split(separator: "$", omittingEmptySubsequences: false)
            guard parts.count == 4, parts[0] == "scrypt", let parameters = Self.parameters(parts[1]),
                let salt = Base64URL.decode(String(parts[2])), salt.count >= 8,
                let hash = Base64URL.decode(String(parts[3])), (16...64).contains(hash.count)
            else { return nil }
            self.parameters = parameters
            self.salt = salt
            self.hash = hash
        }

        private static func parameters(_ text: Substring) -> Parameters? {
            let fields = text.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count == 3, let logN = number(fields[0], after: "ln="), let r = number(fields[1], after: "r="),
                let p = number(fields[2], after: "p=")
            else { return nil }
            let parameters = Parameters(logN: logN, r: r, p: p)
            return parameters.isSensible ? parameters : nil
        }

        private static func number(_ field: Substring, after key: String) -> Int? {
            guard field.hasPrefix(key), field.utf8.count <= key.utf8.count + 4 else { return nil }
            return Int(field.dropFirst(key.count))
        }
    }
}
