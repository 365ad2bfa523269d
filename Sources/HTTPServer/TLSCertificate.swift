import COpenSSL
import Glibc

/// One certificate with its chain and key, checked, in an `SSL_CTX` of its own.
///
/// @unchecked: the pointer never changes, and after `init` libssl itself guards what several threads do with it.
final class TLSCertificate: @unchecked Sendable {
    let context: OpaquePointer
    private(set) var expires = 0

    /// - Parameter now: seconds since 1970.
    init(_ files: TLSSettings.Certificate, now: Int) throws(TLSError) {
        TLSErrors.clear()
        guard let context = SSL_CTX_new(TLS_server_method()) else { throw .failed(TLSErrors.take().words) }
        self.context = context
        try harden()
        try loadChain(files.chainPath)
        try loadKey(files)
        try checkValidity(files.chainPath, now)
    }

    deinit { SSL_CTX_free(context) }

    /// Whether the certificate is for this host (RFC 9525 §6.3): by its subjectAltName only, a wildcard standing for one label.
    func covers(_ host: String, wildcards: Bool) -> Bool {
        let flags = UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT) | UInt32(wildcards ? X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS : X509_CHECK_FLAG_NO_WILDCARDS)
        return X509_check_host(SSL_CTX_get0_certificate(context), host, 0, flags, nil) == 1
    }

    /// TLS 1.3, or 1.2 with forward secrecy and AEAD (RFC 9325 §3.1.1, §4.2); neither compression (§3.3) nor renegotiation (§3.5); no early data,
    /// which could be replayed.
    private func harden() throws(TLSError) {
        SSL_CTX_set_security_level(context, 2)
        // Requests show by their own framing that they were cut short (RFC 9112 §9.8). Browsers often leave without a farewell; their sessions must stay good.
        SSL_CTX_set_options(context, copenssl_no_compression | copenssl_no_renegotiation | copenssl_no_ticket | copenssl_ignore_unexpected_eof)
        copenssl_mode(context, Int(SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER))
        // A record's header and its content in one read.
        copenssl_read_ahead(context)
        // Sessions are kept here rather than in tickets: no key exists that would open what somebody recorded.
        copenssl_cache(context, Int(SSL_SESS_CACHE_SERVER), 4_096)
        SSL_CTX_set_timeout(context, 7_200)
        let suites = """
            ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:\
            ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305
            """
        guard copenssl_min_version(context, TLS1_2_VERSION) == 1, copenssl_max_version(context, TLS1_3_VERSION) == 1,
            SSL_CTX_set_cipher_list(context, suites) == 1, copenssl_groups(context, "X25519:P-256:P-384") == 1,
            SSL_CTX_set_session_id_context(context, "rota", 4) == 1
        else { throw .failed(TLSErrors.take().words) }
    }

    private func loadChain(_ path: String) throws(TLSError) {
        try checkReadable(path)
        guard SSL_CTX_use_certificate_chain_file(context, path) != 1 else { return }
        let errors = TLSErrors.take()
        let isWeak = [SSL_R_EE_KEY_TOO_SMALL, SSL_R_CA_KEY_TOO_SMALL, SSL_R_CA_MD_TOO_WEAK].contains { errors.contain($0, of: ERR_LIB_SSL) }
        throw isWeak ? .weak(path) : .notACertificate(path)
    }

    private func loadKey(_ files: TLSSettings.Certificate) throws(TLSError) {
        try checkReadable(files.keyPath)
        // The default would ask at the terminal.
        SSL_CTX_set_default_passwd_cb(context) { _, _, _, _ in -1 }
        guard SSL_CTX_use_PrivateKey_file(context, files.keyPath, SSL_FILETYPE_PEM) == 1 else {
            let errors = TLSErrors.take()
            if errors.contain(PEM_R_BAD_PASSWORD_READ, of: ERR_LIB_PEM) { throw .encryptedKey(files.keyPath) }
            let isOther = errors.contain(X509_R_KEY_VALUES_MISMATCH, of: ERR_LIB_X509) || errors.contain(X509_R_KEY_TYPE_MISMATCH, of: ERR_LIB_X509)
            throw isOther ? .keyDoesNotMatch(certificate: files.chainPath, key: files.keyPath) : .notAKey(files.keyPath)
        }
        // A key of another kind is taken above without a look at the certificate.
        guard SSL_CTX_check_private_key(context) == 1 else { throw .keyDoesNotMatch(certificate: files.chainPath, key: files.keyPath) }
    }

    /// The certificate alone counts: chains are served with an expired issuer at the end on purpose, for old clients.
    private func checkValidity(_ path: String, _ now: Int) throws(TLSError) {
        let certificate = SSL_CTX_get0_certificate(context)
        guard let begins = UTCTime(X509_get0_notBefore(certificate)), let ends = UTCTime(X509_get0_notAfter(certificate)) else { throw .notACertificate(path) }
        guard now >= begins.seconds else { throw .notYetValid(path, from: begins.day) }
        guard now < ends.seconds else { throw .expired(path, on: ends.day) }
        expires = ends.seconds
    }

    private func checkReadable(_ path: String) throws(TLSError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor < 0 else {
            defer { close(descriptor) }
            var facts = stat()
            // Opening a pipe for good would wait for somebody to write.
            guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path, reason: "it is no ordinary file") }
            return
        }
        throw errno == ENOENT ? .missing(path) : .unreadable(path, reason: String(cString: strerror(errno)))
    }
}

/// A moment that a certificate names.
private struct UTCTime {
    let seconds: Int
    /// `2026-11-21`
    let day: String

    init?(_ time: UnsafePointer<ASN1_TIME>?) {
        var parts = tm()
        guard ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
        func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        day = "\(parts.tm_year + 1_900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
        seconds = timegm(&parts)
    }
}
