import COpenSSL
import Glibc

/// The client's side of TLS 1.2 or 1.3, between two buffers: what it reads is given, what it writes is taken. So no socket is libssl's, and none of its
/// writes can end the program by SIGPIPE.
final class TLSClient {
    enum Step {
        case done, needsMore, ended
        case failed(String)
    }

    enum Decrypted {
        case text([UInt8])
        case needsMore, ended
        case failed(String)
    }

    private let context: OpaquePointer
    private let session: OpaquePointer
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer
    private let host: String
    private let verifies: Bool

    /// Nil for want of memory, or for a name that none can be.
    /// - Parameter verifies: the certificate must be of an authority that this machine trusts, be in force, and name the host (RFC 8314 §3, RFC 9525).
    init?(host: String, verifies: Bool) {
        guard let context = SSL_CTX_new(TLS_client_method()) else { return nil }
        guard copenssl_min_version(context, TLS1_2_VERSION) == 1, let session = SSL_new(context), let incoming = BIO_new(BIO_s_mem()), let outgoing = BIO_new(BIO_s_mem()) else {
            SSL_CTX_free(context)
            return nil
        }
        (self.context, self.session, self.incoming, self.outgoing, self.host, self.verifies) = (context, session, incoming, outgoing, host, verifies)
        // From here on the session frees the buffers, and deinit frees both.
        SSL_set_bio(session, incoming, outgoing)
        SSL_set_connect_state(session)
        guard setTrust() else { return nil }
    }

    deinit {
        SSL_free(session)
        SSL_CTX_free(context)
    }

    private func setTrust() -> Bool {
        let isNumeric = TLSClient.isNumeric(host)
        // SNI takes names only (RFC 6066 §3).
        if !isNumeric { _ = copenssl_send_server_name(session, host) }
        guard verifies else {
            SSL_set_verify(session, SSL_VERIFY_NONE, nil)
            return true
        }
        guard SSL_CTX_set_default_verify_paths(context) == 1 else { return false }
        SSL_set_verify(session, SSL_VERIFY_PEER, nil)
        if isNumeric { return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host) == 1 }
        SSL_set_hostflags(session, UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT))
        return SSL_set1_host(session, host) == 1
    }

    func give(_ bytes: [UInt8]) { _ = BIO_write(incoming, bytes, Int32(bytes.count)) }

    func takeOutgoing() -> [UInt8] {
        var bytes: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = BIO_read(outgoing, &buffer, Int32(buffer.count))
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(Int(count))
        }
    }

    func shakeHands() -> Step {
        ERR_clear_error()
        let result = SSL_do_handshake(session)
        if result == 1 { return .done }
        return step(SSL_get_error(session, result))
    }

    func encrypt(_ bytes: [UInt8]) -> Step {
        ERR_clear_error()
        let result = SSL_write(session, bytes, Int32(bytes.count))
        // A buffer in memory takes everything.
        return result == Int32(bytes.count) ? .done : step(SSL_get_error(session, result))
    }

    func decrypt() -> Decrypted {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        ERR_clear_error()
        let result = SSL_read(session, &buffer, Int32(buffer.count))
        if result > 0 { return .text(Array(buffer.prefix(Int(result)))) }
        switch step(SSL_get_error(session, result)) {
        case .needsMore: return .needsMore
        case .done, .ended: return .ended
        case .failed(let words): return .failed(words)
        }
    }

    /// `TLSv1.3`, for who reads along.
    var version: String { String(cString: SSL_get_version(session)) }

    private func step(_ code: Int32) -> Step {
        switch code {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .needsMore
        case SSL_ERROR_ZERO_RETURN: return .ended
        default: return .failed(failure())
        }
    }

    private func failure() -> String {
        let verdict = SSL_get_verify_result(session)
        if verifies, verdict != Int(X509_V_OK) {
            return "the server’s certificate is not to be trusted for \(host): \(String(cString: X509_verify_cert_error_string(verdict)))"
        }
        guard let text = ERR_reason_error_string(ERR_peek_error()) else { return "TLS was broken off" }
        let words = String(cString: text)
        return words == "wrong version number" ? "the server does not speak TLS there (\(words))" : "TLS failed: \(words)"
    }

    static func isNumeric(_ host: String) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET, host, &address) == 1 || inet_pton(AF_INET6, host, &address) == 1
    }
}
