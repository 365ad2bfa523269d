import COpenSSL
import Glibc
import XCTest
@testable import HTTPServer

/// What is agreed on when a client comes, and who is sent away.
final class TLSHandshakeTests: XCTestCase {
    private var made: TestCertificates?

    override func setUpWithError() throws { made = try TestCertificates() }

    // XCTest keeps its test cases for ever, and a leak is to be seen.
    override func tearDown() { made = nil }

    private func context(_ certificates: TLSSettings.Certificate...) throws -> TLSContext {
        try TLSContext(TLSSettings(chainPaths: certificates.map(\.chainPath), keyPaths: certificates.map(\.keyPath)), now: TestCertificates.now)
    }

    private func make(_ host: String, kind: TestCertificates.Kind = .p256) throws -> TLSSettings.Certificate {
        try XCTUnwrap(made).make(host, kind: kind)
    }

    func testVersions_areTwelveAndThirteen() throws {
        let context = try context(make("a.example"))
        for (version, name) in [(TLS1_2_VERSION, "TLSv1.2"), (TLS1_3_VERSION, "TLSv1.3")] {
            let pair = try TLSPair(context, .init(version: version...version))
            XCTAssertEqual(pair.shake(), .done)
            XCTAssertEqual(pair.client.version, name)
            XCTAssertTrue(pair.server.isHandshakeDone)
        }
    }

    /// RFC 8996.
    func testOldVersions_areRefused() throws {
        let context = try context(make("a.example", kind: .rsa(bits: 2_048)))
        for version in [TLS1_VERSION, TLS1_1_VERSION] {
            let pair = try TLSPair(context, .init(version: version...version))
            XCTAssertEqual(pair.shake(), .failed("tlsv1 alert protocol version"))
            XCTAssertEqual(pair.server.failure, "unsupported protocol")
        }
    }

    /// RFC 9325 §4.1, §4.2: no suite without forward secrecy and AEAD.
    func testWeakSuites_areRefused() throws {
        let context = try context(make("a.example", kind: .rsa(bits: 2_048)))
        for suite in ["AES128-SHA", "AES128-GCM-SHA256", "ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA384", "DHE-RSA-AES128-GCM-SHA256", "aNULL"] {
            let pair = try TLSPair(context, .init(version: TLS1_2_VERSION...TLS1_2_VERSION, suites: suite + "@SECLEVEL=0"))
            guard case .failed = pair.shake() else { return XCTFail(suite) }
            XCTAssertEqual(pair.server.failure, "no shared cipher", suite)
        }
    }

    func testGoodSuites_areTaken() throws {
        let contexts = ["ECDSA": try context(make("a.example")), "RSA": try context(make("a.example", kind: .rsa(bits: 2_048)))]
        for (key, context) in contexts {
            for suite in ["ECDHE-\(key)-AES128-GCM-SHA256", "ECDHE-\(key)-AES256-GCM-SHA384", "ECDHE-\(key)-CHACHA20-POLY1305"] {
                let pair = try TLSPair(context, .init(version: TLS1_2_VERSION...TLS1_2_VERSION, suites: suite))
                XCTAssertEqual(pair.shake(), .done)
                XCTAssertEqual(pair.client.suite, suite)
            }
        }
    }

    /// RFC 7301 §3.2.
    func testProtocol_isHTTP11OrNone() throws {
        let context = try context(make("a.example"))
        for (offered, chosen) in [(["h2", "http/1.1"], "http/1.1"), (["http/1.1"], "http/1.1"), ([], "")] {
            let pair = try TLSPair(context, .init(protocols: offered))
            XCTAssertEqual(pair.shake(), .done)
            XCTAssertEqual(pair.client.chosenProtocol, chosen)
        }
        for offered in [["h2"], ["http/1"], ["ttp/1.1", "http/1.10"], ["smtp", "ftp"]] {
            let pair = try TLSPair(context, .init(protocols: offered))
            XCTAssertEqual(pair.shake(), .failed("tlsv1 alert no application protocol"))
        }
    }

    /// RFC 6066 §3; RFC 9525 §6.3.
    func testServerName_choosesTheCertificate() throws {
        let context = try context(make("first.example"), make("*.practice.example"), make("exact.practice.example"))
        let cases: [(String?, String)] = [
            (nil, "first.example"), ("first.example", "first.example"), ("unknown.example", "first.example"), ("practice.example", "first.example"),
            ("north.practice.example", "north.practice.example"), ("EXACT.practice.example", "exact.practice.example"),
        ]
        for version in [TLS1_2_VERSION, TLS1_3_VERSION] {
            for (asked, host) in cases {
                let pair = try TLSPair(context, .init(version: version...version, serverName: asked))
                XCTAssertEqual(pair.shake(), .done)
                let name = host.hasPrefix("north.") ? "*.practice.example" : host
                XCTAssertTrue(pair.client.isShownCertificate(named: name), "\(asked ?? "none") of \(version)")
            }
        }
        XCTAssertTrue(context.covers("south.practice.example"))
        XCTAssertFalse(context.covers("unknown.example"))
    }

    func testServerName_keepsProtocolsAndSuites() throws {
        let context = try context(make("first.example"), make("second.example"))
        let refused = try TLSPair(context, .init(protocols: ["h2"], serverName: "second.example"))
        XCTAssertEqual(refused.shake(), .failed("tlsv1 alert no application protocol"))
        let old = try TLSPair(context, .init(version: TLS1_1_VERSION...TLS1_1_VERSION, serverName: "second.example"))
        guard case .failed = old.shake() else { return XCTFail("taken") }
    }

    func testSession_isResumed() throws {
        let (one, two) = (try context(make("first.example")), try context(make("first.example"), make("second.example")))
        for version in [TLS1_2_VERSION, TLS1_3_VERSION] {
            for (context, name) in [(one, nil), (one, "first.example"), (two, "first.example"), (two, "second.example"), (two, "unknown.example")] {
                let session = try earnedSession(context, version, name)
                let again = try TLSPair(context, .init(version: version...version, serverName: name, session: session))
                XCTAssertEqual(again.shake(), .done)
                XCTAssertTrue(again.client.isResumed, "\(name ?? "none") of \(version)")
            }
        }
    }

    func testSession_isResumedAfterLeavingWithoutFarewell() throws {
        let context = try context(make("a.example"))
        for version in [TLS1_2_VERSION, TLS1_3_VERSION] {
            let session = try earnedSession(context, version, "a.example") { pair in
                shutdown(pair.client.descriptor, Int32(SHUT_WR))
                XCTAssertEqual(pair.receive().1, .ended)
                pair.closeServer()
            }
            let again = try TLSPair(context, .init(version: version...version, serverName: "a.example", session: session))
            XCTAssertEqual(again.shake(), .done)
            XCTAssertTrue(again.client.isResumed, "\(version)")
        }
    }

    func testSession_isResumedAfterVanishing() throws {
        let context = try context(make("a.example"))
        for version in [TLS1_2_VERSION, TLS1_3_VERSION] {
            let session = try earnedSession(context, version, "a.example") { pair in
                shutdown(pair.client.descriptor, Int32(SHUT_RDWR))
                XCTAssertEqual(pair.send("anybody"), .failed)
                pair.closeServer()
            }
            let again = try TLSPair(context, .init(version: version...version, serverName: "a.example", session: session))
            XCTAssertEqual(again.shake(), .done)
            XCTAssertTrue(again.client.isResumed, "\(version)")
        }
    }

    /// A session earned elsewhere costs nothing but a full handshake.
    func testSessionOfAnotherServer_isPassedOver() throws {
        let (here, there) = (try context(make("a.example")), try context(make("a.example")))
        for version in [TLS1_2_VERSION, TLS1_3_VERSION] {
            let again = try TLSPair(here, .init(version: version...version, session: earnedSession(there, version, "a.example")))
            XCTAssertEqual(again.shake(), .done)
            XCTAssertFalse(again.client.isResumed)
        }
    }

    private func earnedSession(
        _ context: TLSContext, _ version: Int32, _ name: String?, leaving: (TLSPair) -> Void = { $0.closeServer() }
    ) throws -> TLSTestSession? {
        let pair = try TLSPair(context, .init(version: version...version, serverName: name))
        XCTAssertEqual(pair.shake(), .done)
        XCTAssertFalse(pair.client.isResumed)
        // 1.3 gives sessions after the handshake, to be read with whatever comes.
        XCTAssertEqual(pair.send("x"), .moved(1))
        XCTAssertEqual(pair.client.receiveText(), "x")
        leaving(pair)
        return pair.client.session
    }

    func testReload_leavesConnectionsAndServesTheNext() throws {
        let made = try XCTUnwrap(made), files = try made.make("old.example")
        let tls = try TLS(TLSSettings(chainPaths: [files.chainPath], keyPaths: [files.keyPath]))
        let before = try TLSPair(tls.current), half = try TLSPair(tls.current)
        XCTAssertEqual(before.shake(), .done)
        XCTAssertEqual(half.client.handshake(), .mustWait)
        try made.replace(files, "new.example")
        XCTAssertTrue(tls.covers("old.example"))
        try tls.reload()
        XCTAssertTrue(tls.covers("new.example"))
        XCTAssertEqual(before.client.send("still here"), .done)
        XCTAssertEqual(before.receive().0, "still here")
        XCTAssertEqual(half.shake(), .done)
        XCTAssertTrue(half.client.isShownCertificate(named: "old.example"))
        let after = try TLSPair(tls.current)
        XCTAssertEqual(after.shake(), .done)
        XCTAssertTrue(after.client.isShownCertificate(named: "new.example"))
    }

    func testReload_keepsTheOldWhenTheNewIsWrong() throws {
        let made = try XCTUnwrap(made), first = try made.make("first.example"), second = try made.make("second.example")
        let tls = try TLS(TLSSettings(chainPaths: [first.chainPath, second.chainPath], keyPaths: [first.keyPath, second.keyPath]))
        let expires = tls.expires
        try made.replace(first, "new.example")
        XCTAssertEqual(unlink(second.keyPath), 0)
        XCTAssertThrowsError(try tls.reload()) { XCTAssertEqual($0 as? TLSError, .missing(second.keyPath)) }
        XCTAssertTrue(tls.covers("first.example"))
        XCTAssertFalse(tls.covers("new.example"))
        XCTAssertEqual(tls.expires, expires)
        let after = try TLSPair(tls.current, .init(serverName: "second.example"))
        XCTAssertEqual(after.shake(), .done)
        XCTAssertTrue(after.client.isShownCertificate(named: "second.example"))
    }

    func testExpires_isOfTheFirstToEnd() throws {
        let made = try XCTUnwrap(made), long = try made.make("a.example", until: 90_000), short = try made.make("b.example", until: 50_000)
        let context = try context(long, short)
        XCTAssertEqual(Double(context.expires), Double(TestCertificates.now + 50_000), accuracy: 30)
    }
}
