import COpenSSL
import Glibc

/// One connection's TLS over a non-blocking socket. Nothing here waits: the handshake goes on inside `receive` and `send`.
///
/// @unchecked: the connection that owns it calls it under its lock, one thread at a time.
final class TLSConnection: @unchecked Sendable {
    private enum Phase {
        case open
        /// Our farewell is out; nothing more is decrypted.
        case finished
        case failed
    }

    /// The largest record's text (RFC 8446 §5.1).
    private static let recordBytes = 16_384
    /// The longest first message that is taken: browsers send less than 2 kB, and libssl makes room for 128 kB if that is what it announces.
    private static let helloBytes = 8_192

    let descriptor: Int32
    /// Keeps alive what the session's callbacks use.
    private let context: TLSContext
    private let session: OpaquePointer
    private var phase = Phase.open
    /// What the peer did wrong or found wrong, in libssl's words; nil for one that vanished.
    private(set) var failure: String?
    private var mayGreet = false

    /// Nil for want of memory; the descriptor then stays the caller's.
    init?(_ descriptor: Int32, _ context: TLSContext) {
        guard let session = context.makeSession() else { return nil }
        self.descriptor = descriptor
        self.context = context
        self.session = session
        SSL_set_accept_state(session)
        // A false return runs deinit, which frees.
        guard SSL_set_fd(session, descriptor) == 1 else { return nil }
    }

    deinit { SSL_free(session) }

    var isHandshakeDone: Bool { SSL_is_init_finished(session) == 1 }

    /// Bytes that an unfinished handshake keeps, at most.
    var handshakeBytes: Int {
        guard !isHandshakeDone else { return 0 }
        // A second hello, after a wish for another key (RFC 8446 §4.1.4), may announce 128 kB too.
        let isSecondHello = SSL_get_state(session) == TLS_ST_SR_CLNT_HELLO && BIO_number_written(SSL_get_wbio(session)) > 0
        return isSecondHello ? 9 * TLSConnection.recordBytes : TLSConnection.recordBytes
    }

    /// Takes a record's text at most. Only `.mustWait` says that nothing is left, in the socket or in the session.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        guard phase == .open else { return discard(buffer) }
        if !mayGreet, let answer = greet() { return answer }
        var count = 0
        TLSErrors.clear()
        let result = SSL_read_ex(session, buffer.baseAddress, buffer.count, &count)
        return result == 1 ? .moved(count) : outcome(result)
    }

    /// Takes a record's worth at most. After `.mustWait` the same bytes must come again, at whatever place.
    func send(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        guard phase == .open else { return .failed }
        guard !bytes.isEmpty else { return .moved(0) }
        var count = 0
        TLSErrors.clear()
        let result = SSL_write_ex(session, bytes.baseAddress, bytes.count, &count)
        return result == 1 ? .moved(count) : outcome(result)
    }

    /// Sends a record's worth of a file; `.ended` when the file is shorter than expected.
    func send(file: Int32, offset: Int, count: Int) -> Transfer {
        withUnsafeTemporaryAllocation(byteCount: min(count, TLSConnection.recordBytes), alignment: 16) { buffer in
            let read = pread(file, buffer.baseAddress, buffer.count, off_t(offset))
            guard read > 0 else { return read == 0 ? .ended : .failed }
            return send(UnsafeRawBufferPointer(rebasing: buffer[..<read]))
        }
    }

    /// Tells the peer that nothing more will come (RFC 8446 §6.1). What it still sends is dropped.
    func finishSending() {
        sayFarewell()
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Says farewell if that is still to be done: without it libssl would forget the client's session.
    func close() {
        sayFarewell()
        Glibc.close(descriptor)
    }

    private func sayFarewell() {
        guard phase == .open, isHandshakeDone else { return }
        phase = .finished
        TLSErrors.clear()
        SSL_shutdown(session)
    }

    private func discard(_ buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        guard phase == .finished else { return .failed }
        let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        if count == 0 { return .ended }
        if count > 0 { return .moved(count) }
        return errno == EAGAIN || errno == EINTR ? .mustWait(.read) : .failed
    }

    /// Looks at the first message before libssl does; nil when it may have it. Messages and records: RFC 8446 §4, §5.1.
    private func greet() -> Transfer? {
        withUnsafeTemporaryAllocation(byteCount: 9, alignment: 1) { start in
            let count = recv(descriptor, start.baseAddress, 9, Int32(MSG_PEEK))
            guard count > 0 else {
                if count == 0 { return .ended }
                return errno == EAGAIN || errno == EINTR ? .mustWait(.read) : .failed
            }
            let isHandshake = start[0] == 22
            guard !isHandshake || count == 9 else { return .mustWait(.read) }
            let record = Int(start[3]) << 8 | Int(start[4]), message = Int(start[6]) << 16 | Int(start[7]) << 8 | Int(start[8])
            guard !isHandshake || (record >= 4 && message <= TLSConnection.helloBytes) else {
                failure = "the first message is too long"
                phase = .failed
                emptySocket()
                return .failed
            }
            mayGreet = true
            return nil
        }
    }

    private func outcome(_ result: Int32) -> Transfer {
        switch SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ: return .mustWait(.read)
        case SSL_ERROR_WANT_WRITE: return .mustWait(.write)
        case SSL_ERROR_ZERO_RETURN: return .ended
        case SSL_ERROR_SYSCALL:
            // Without its farewell libssl would forget the session, and clients vanish every day.
            SSL_set_shutdown(session, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN)
            phase = .failed
            return .failed
        default:
            fail()
            return .failed
        }
    }

    /// After such an error libssl must not be asked again, not even for a farewell.
    private func fail() {
        let errors = TLSErrors.take()
        failure = errors.words
        phase = .failed
        if errors.contain(SSL_R_HTTP_REQUEST, of: ERR_LIB_SSL) { answerPlainly() }
        emptySocket()
    }

    /// Somebody wrote `http:` for `https:`: words serve them better than a broken connection.
    private func answerPlainly() {
        let words = "This address speaks TLS only: write https:// instead of http://.\n"
        let fields = "Content-Type: text/plain; charset=utf-8\r\nContent-Length: \(words.utf8.count)\r\nConnection: close\r\n"
        Array("HTTP/1.1 400 Bad Request\r\n\(fields)\r\n\(words)".utf8).withUnsafeBytes { _ = Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Bytes unread at the close would turn it into a reset, which may overtake the answer or the alert (RFC 9112 §9.6).
    private func emptySocket() {
        withUnsafeTemporaryAllocation(byteCount: TLSConnection.recordBytes, alignment: 16) { buffer in
            var rounds = 8
            while rounds > 0, recv(descriptor, buffer.baseAddress, buffer.count, 0) > 0 { rounds -= 1 }
        }
    }
}
