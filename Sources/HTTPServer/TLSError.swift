/// Why a certificate cannot be used, in words for the person who set it.
package enum TLSError: Error, Sendable, Equatable, CustomStringConvertible {
    case noCertificate
    /// So many certificate files, so many key files.
    case unpaired(certificates: Int, keys: Int)
    case missing(String)
    case unreadable(String, reason: String)
    case notACertificate(String)
    case notAKey(String)
    case encryptedKey(String)
    case keyDoesNotMatch(certificate: String, key: String)
    /// Shorter than 112 bits of security, or signed with SHA-1.
    case weak(String)
    /// The day, as `2026-11-21`.
    case expired(String, on: String)
    case notYetValid(String, from: String)
    /// libssl's own words.
    case failed(String)

    package var description: String {
        switch self {
        case .noCertificate: "TLS needs a certificate and its key; name both files"
        case .unpaired(let certificates, let keys):
            "\(certificates) certificate files and \(keys) key files are named; name one key for each certificate, in the same order"
        case .missing(let path): "\(path) does not exist; correct the path, or put the file there"
        case .unreadable(let path, let reason): "\(path) cannot be read (\(reason)); give the account that runs the server the right to read it"
        case .notACertificate(let path):
            "\(path) holds no certificate in PEM form; it must begin with -----BEGIN CERTIFICATE-----, the server's own first, then its issuers'"
        case .notAKey(let path): "\(path) holds no private key in PEM form; it must begin with -----BEGIN PRIVATE KEY----- or the like"
        case .encryptedKey(let path):
            "the key in \(path) is encrypted, and nobody is there to type its password; decrypt it with openssl pkey, and let only the server's account read it"
        case .keyDoesNotMatch(let certificate, let key):
            "the key in \(key) is not the one of the certificate in \(certificate); name the two that were made together"
        case .weak(let path): "\(path) is too weak for browsers; get a certificate with an ECDSA P-256 or RSA 2048 key, signed with SHA-256"
        case .expired(let path, let day): "the certificate in \(path) ended on \(day); renew it"
        case .notYetValid(let path, let day): "the certificate in \(path) begins on \(day); check this machine's clock, or use the older certificate until then"
        case .failed(let words): "TLS could not be set up: \(words)"
        }
    }
}
