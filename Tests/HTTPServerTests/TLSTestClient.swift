import COpenSSL
import Glibc
import HTTP
import XCTest
@testable import HTTPServer

/// The other end of a TLS connection: libssl as a client, which trusts whatever it is shown.
final class TLSTestClient {
    /// What a client offers.
    struct Offer {
        var version: ClosedRange<Int32> = TLS1_2_VERSION...TLS1_3_VERSION
        /// For versions up to 1.2.
        var suites = "DEFAULT@SECLEVEL=0"
        var protocols: [String] = []
        var serverName: String?
        /// One that an earlier connection earned.
        var session: TLSTestSession?
    }

    enum Step: Equatable {
        case done
        case mustWait
        case ended
        case failed(String)
    }

    let descriptor: Int32
    private let context: OpaquePointer
    private let ssl: OpaquePointer

    init(_ descriptor: Int32, _ offer: Offer = Offer()) throws {
        self.descriptor = descriptor
        context = try XCTUnwrap(SSL_CTX_new(TLS_client_method()))
        ssl = try XCTUnwrap({ [context] in
            copenssl_min_version(context, offer.version.lowerBound)
            copenssl_max_version(context, offer.version.upperBound)
            XCTAssertEqual(SSL_CTX_set_cipher_list(context, offer.suites), 1)
            return SSL_new(context)
        }())
        SSL_set_fd(ssl, descriptor)
        SSL_set_connect_state(ssl)
        if let name = offer.serverName { copenssl_send_server_name(ssl, name) }
        if !offer.protocols.isEmpty {
            let list = offer.protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
            SSL_set_alpn_protos(ssl, list, UInt32(list.count))
        }
        if let session = offer.session { SSL_set_session(ssl, session.pointer) }
    }

    /// Over a connection of its own that waits, at most 20 seconds for each thing.
    convenience init(to address: ListenAddress, _ offer: Offer = Offer(), receiveBuffer: Int32? = nil) throws {
        let plain = TestClient(address, receiveBuffer: receiveBuffer)
        try self.init(dup(plain.descriptor), offer)
    }

    deinit {
        // Else libssl declares the session unfit to be resumed.
        SSL_set_shutdown(ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN)
        SSL_free(ssl)
        SSL_CTX_free(context)
        close(descriptor)
    }

    func handshake() -> Step { step { SSL_do_handshake(ssl) } }

    func send(_ text: String) -> Step { send(Array(text.utf8)[...]).1 }

    func send(_ bytes: ArraySlice<UInt8>) -> (Int, Step) {
        var count = 0
        let result = step { bytes.withUnsafeBytes { SSL_write_ex(ssl, $0.baseAddress, $0.count, &count) } }
        return (count, result)
    }

    func receive() -> ([UInt8], Step) {
        var bytes = [UInt8](repeating: 0, count: 16_384), count = 0
        let result = step { SSL_read_ex(ssl, &bytes, bytes.count, &count) }
        return (Array(bytes[..<count]), result)
    }

    func get(_ path: String) -> Step { send("GET \(path) HTTP/1.1\r\nHost: test\r\n\r\n") }

    /// Reads on until the text ends so; what has come when it never does.
    func receiveText(endingIn end: String) -> String {
        var text = ""
        while !text.hasSuffix(end), case let (piece, .done) = receive() { text += String(decoding: piece, as: UTF8.self) }
        return text
    }

    /// Everything until the server says farewell, and what came after the last byte.
    func rest() -> ([UInt8], Step) {
        var bytes: [UInt8] = []
        while true {
            let (piece, step) = receive()
            guard step == .done else { return (bytes, step) }
            bytes += piece
        }
    }

    func receiveText() -> String { String(decoding: receive().0, as: UTF8.self) }

    func renegotiate() -> Step { step { SSL_renegotiate(ssl) } }

    func sayFarewell() { SSL_shutdown(ssl) }

    var version: String { String(cString: SSL_get_version(ssl)) }
    var suite: String { String(cString: SSL_CIPHER_get_name(SSL_get_current_cipher(ssl))) }
    var isResumed: Bool { SSL_session_reused(ssl) == 1 }

    var chosenProtocol: String {
        var name: UnsafePointer<UInt8>?, length: UInt32 = 0
        SSL_get0_alpn_selected(ssl, &name, &length)
        return String(decoding: UnsafeBufferPointer(start: name, count: Int(length)), as: UTF8.self)
    }

    var session: TLSTestSession? { SSL_get1_session(ssl).map(TLSTestSession.init) }

    func isShownCertificate(named host: String) -> Bool {
        let certificate = SSL_get1_peer_certificate(ssl)
        defer { X509_free(certificate) }
        return X509_check_host(certificate, host, 0, UInt32(X509_CHECK_FLAG_NO_WILDCARDS), nil) == 1
    }

    private func step(_ call: () -> Int32) -> Step {
        TLSErrors.clear()
        let result = call()
        if result == 1 { return .done }
        switch SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .mustWait
        case SSL_ERROR_ZERO_RETURN: return .ended
        default: return .failed(TLSErrors.take().words)
        }
    }
}

/// What a client keeps to resume by.
final class TLSTestSession {
    let pointer: OpaquePointer
    init(_ pointer: OpaquePointer) { self.pointer = pointer }
    deinit { SSL_SESSION_free(pointer) }
}

/// Both ends of a connection in one thread, over a pair of sockets that never wait.
final class TLSPair {
    let client: TLSTestClient
    let server: TLSConnection
    private var isClosed = false
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)

    /// `bufferBytes` makes the sockets take little at once.
    init(_ context: TLSContext, _ offer: TLSTestClient.Offer = TLSTestClient.Offer(), bufferBytes: Int32? = nil) throws {
        let (near, far) = try TLSPair.sockets(bufferBytes)
        client = try TLSTestClient(near, offer)
        server = try XCTUnwrap(TLSConnection(far, context))
    }

    deinit {
        if !isClosed { server.close() }
        scratch.deallocate()
    }

    func closeServer() {
        isClosed = true
        server.close()
    }

    static func sockets(_ bufferBytes: Int32? = nil) throws -> (Int32, Int32) {
        signal(SIGPIPE, SIG_IGN)
        var pair: [Int32] = [0, 0]
        XCTAssertEqual(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0, &pair), 0)
        for descriptor in pair {
            if var size = bufferBytes { setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, 4) }
        }
        return (pair[0], pair[1])
    }

    /// Takes turns until both ends are done or one gives up; gives what the client came to.
    @discardableResult
    func shake() -> TLSTestClient.Step {
        for _ in 0..<10 {
            let step = client.handshake()
            // Also after the client is done: its last message is still on the way.
            let (_, transfer) = receive()
            if step == .done, server.isHandshakeDone { break }
            if case .failed = step { return step }
            if transfer == .failed, step != .mustWait { return step }
        }
        return client.handshake()
    }

    /// What the server gets until it would have to wait, and why it got no more.
    func receive(room: Int = 65_536) -> (String, Transfer) {
        var bytes: [UInt8] = []
        while true {
            let transfer = server.receive(into: UnsafeMutableRawBufferPointer(rebasing: scratch[..<room]))
            guard case .moved(let count) = transfer else { return (String(decoding: bytes, as: UTF8.self), transfer) }
            bytes += scratch[..<count]
        }
    }

    func send(_ text: String) -> Transfer { Array(text.utf8).withUnsafeBytes { server.send($0) } }
}
