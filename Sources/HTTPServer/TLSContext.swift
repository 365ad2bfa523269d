import COpenSSL

/// All certificates of a server, each ready to be shown; never changed once made.
final class TLSContext: Sendable {
    private let first: TLSCertificate
    private let all: [TLSCertificate]

    /// - Parameter now: seconds since 1970.
    init(_ settings: TLSSettings, now: Int) throws(TLSError) {
        var all: [TLSCertificate] = []
        for files in settings.certificates { all.append(try TLSCertificate(files, now: now)) }
        guard let first = all.first else { throw .noCertificate }
        self.first = first
        self.all = all
        chooseProtocol()
        if all.count > 1 { chooseByName() }
    }

    /// When the first of them ends: seconds since 1970.
    var expires: Int { all.map(\.expires).min() ?? first.expires }

    /// Whether a client that asks for this host is shown a certificate for it.
    func covers(_ host: String) -> Bool { certificate(for: host) != nil }

    /// A new connection's state; nil for want of memory. The caller keeps this context for as long as it keeps the pointer.
    func makeSession() -> OpaquePointer? { SSL_new(first.context) }

    /// One that names the host exactly goes before one with a wildcard.
    private func certificate(for host: String) -> TLSCertificate? {
        all.first { $0.covers(host, wildcards: false) } ?? all.first { $0.covers(host, wildcards: true) }
    }

    /// SNI (RFC 6066 §3): an unknown name is no error, the first certificate stands in.
    private func chooseByName() {
        copenssl_on_server_name(
            first.context,
            { session, _, context in
                guard let session, let context, let name = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name) else { return SSL_TLSEXT_ERR_NOACK }
                let contexts = Unmanaged<TLSContext>.fromOpaque(context).takeUnretainedValue()
                guard let chosen = contexts.certificate(for: String(cString: name)) else { return SSL_TLSEXT_ERR_NOACK }
                SSL_set_SSL_CTX(session, chosen.context)
                return SSL_TLSEXT_ERR_OK
            },
            // Unretained: sessions, and so their callbacks, live only in connections, which hold this object.
            Unmanaged.passUnretained(self).toOpaque())
    }

    /// ALPN: who speaks other protocols only is refused with `no_application_protocol` (RFC 7301 §3.2), which foils cross-protocol attacks too (RFC 9325 §3.7).
    private func chooseProtocol() {
        for certificate in all {
            SSL_CTX_set_alpn_select_cb(
                certificate.context,
                { _, chosen, chosenLength, offered, length, _ in
                    guard let chosen, let chosenLength, let found = ProtocolList(offered, length).position(of: "http/1.1") else {
                        return SSL_TLSEXT_ERR_ALERT_FATAL
                    }
                    chosen.pointee = found
                    chosenLength.pointee = 8
                    return SSL_TLSEXT_ERR_OK
                }, nil)
        }
    }
}

/// A client's list of protocols as it came: each a length byte and a name.
private struct ProtocolList {
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ start: UnsafePointer<UInt8>?, _ length: UInt32) { bytes = UnsafeBufferPointer(start: start, count: Int(length)) }

    func position(of name: StaticString) -> UnsafePointer<UInt8>? {
        var rest = bytes[...]
        while let length = rest.popFirst() {
            let candidate = rest.prefix(Int(length))
            let isIt = name.withUTF8Buffer { candidate.elementsEqual($0) }
            if isIt { return bytes.baseAddress.map { $0 + candidate.startIndex } }
            rest = rest.dropFirst(Int(length))
        }
        return nil
    }
}
