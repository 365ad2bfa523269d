import XCTest
@testable import HTTPServer

/// Each way in which a certificate cannot be used is told with its file and a remedy.
final class TLSCertificateTests: XCTestCase {
    private func refusal(_ files: TLSSettings.Certificate, now: Int = TestCertificates.now) -> TLSError? {
        do throws(TLSError) {
            _ = try TLSCertificate(files, now: now)
            return nil
        } catch {
            return error
        }
    }

    func testGood_isTakenWithItsEnd() throws {
        let made = try TestCertificates()
        let ecdsa = try TLSCertificate(made.make("a.example", until: 5_000), now: TestCertificates.now)
        XCTAssertEqual(Double(ecdsa.expires), Double(TestCertificates.now + 5_000), accuracy: 30)
        XCTAssertNil(refusal(try made.make("a.example", kind: .rsa(bits: 2_048))))
    }

    func testMissingFiles_areNamed() throws {
        let made = try TestCertificates(), good = try made.make("a.example"), none = made.folder + "/none.pem"
        XCTAssertEqual(refusal(.init(chainPath: none, keyPath: good.keyPath)), .missing(none))
        XCTAssertEqual(refusal(.init(chainPath: good.chainPath, keyPath: none)), .missing(none))
    }

    func testUnreadableFile_tellsTheReason() throws {
        let made = try TestCertificates(), good = try made.make("a.example")
        // A file taken for a folder cannot be read by root either, who runs tests in containers.
        let path = good.keyPath + "/key.pem"
        XCTAssertEqual(refusal(.init(chainPath: good.chainPath, keyPath: path)), .unreadable(path, reason: "Not a directory"))
    }

    /// Opening it would wait for somebody to write, and the thread that reads certificates anew with it.
    func testPipe_isNotWaitedFor() throws {
        let made = try TestCertificates(), good = try made.make("a.example"), pipe = made.folder + "/pipe"
        XCTAssertEqual(mkfifo(pipe, 0o600), 0)
        XCTAssertEqual(refusal(.init(chainPath: pipe, keyPath: good.keyPath)), .unreadable(pipe, reason: "it is no ordinary file"))
        XCTAssertEqual(refusal(.init(chainPath: good.chainPath, keyPath: pipe)), .unreadable(pipe, reason: "it is no ordinary file"))
    }

    func testOtherContents_areNoCertificateAndNoKey() throws {
        let made = try TestCertificates(), good = try made.make("a.example")
        let text = try made.path("text.pem", holding: "hello\n")
        XCTAssertEqual(refusal(.init(chainPath: text, keyPath: good.keyPath)), .notACertificate(text))
        XCTAssertEqual(refusal(.init(chainPath: good.chainPath, keyPath: text)), .notAKey(text))
        XCTAssertEqual(refusal(.init(chainPath: made.folder, keyPath: good.keyPath)), .unreadable(made.folder, reason: "it is no ordinary file"))
        XCTAssertEqual(refusal(.init(chainPath: good.keyPath, keyPath: good.chainPath)), .notACertificate(good.keyPath))
    }

    func testKeyOfAnother_doesNotMatch() throws {
        let made = try TestCertificates(), good = try made.make("a.example")
        for kind in [TestCertificates.Kind.p256, .rsa(bits: 2_048)] {
            let other = try made.make("a.example", kind: kind)
            XCTAssertEqual(
                refusal(.init(chainPath: good.chainPath, keyPath: other.keyPath)), .keyDoesNotMatch(certificate: good.chainPath, key: other.keyPath))
        }
    }

    func testEncryptedKey_isToldWithoutAskingAtTheTerminal() throws {
        let made = try TestCertificates(), locked = try made.make("a.example", password: "secret")
        XCTAssertEqual(refusal(locked), .encryptedKey(locked.keyPath))
    }

    func testShortKey_isWeak() throws {
        let made = try TestCertificates(), short = try made.make("a.example", kind: .rsa(bits: 1_024))
        XCTAssertEqual(refusal(short), .weak(short.chainPath))
    }

    func testOutsideItsTime_isRefusedWithTheDay() throws {
        let made = try TestCertificates(), now = TestCertificates.now
        let files = try made.make("a.example", from: -100, until: 100)
        guard case .expired(files.chainPath, let last)? = refusal(files, now: now + 200) else { return XCTFail("not expired") }
        guard case .notYetValid(files.chainPath, let first)? = refusal(files, now: now - 200) else { return XCTFail("not early") }
        for day in [last, first] { XCTAssertNotNil(day.wholeMatch(of: #/20\d\d-[01]\d-[0-3]\d/#), day) }
        let certificate = try TLSCertificate(files, now: now)
        XCTAssertNil(refusal(files, now: certificate.expires - 1))
        XCTAssertNotNil(refusal(files, now: certificate.expires))
    }

    func testCovers_namesInSubjectAltNameOnly() throws {
        let made = try TestCertificates()
        let certificate = try TLSCertificate(made.make("rota.example", "*.practice.example"), now: TestCertificates.now)
        XCTAssertTrue(certificate.covers("ROTA.example", wildcards: false))
        XCTAssertTrue(certificate.covers("north.practice.example", wildcards: true))
        XCTAssertFalse(certificate.covers("north.practice.example", wildcards: false))
        for host in ["practice.example", "a.b.practice.example", "example", "", "otherrota.example"] {
            XCTAssertFalse(certificate.covers(host, wildcards: true), host)
        }
    }

    func testSettings_wantPairs() throws {
        XCTAssertThrowsError(try TLSSettings(chainPaths: [], keyPaths: [])) { XCTAssertEqual($0 as? TLSError, .noCertificate) }
        XCTAssertThrowsError(try TLSSettings(chainPaths: ["a", "b"], keyPaths: ["c"])) {
            XCTAssertEqual($0 as? TLSError, .unpaired(certificates: 2, keys: 1))
        }
        let settings = try TLSSettings(chainPaths: ["a", "b"], keyPaths: ["c", "d"])
        XCTAssertEqual(settings.certificates.map(\.chainPath), ["a", "b"])
        XCTAssertEqual(settings.certificates.map(\.keyPath), ["c", "d"])
    }

    func testWords_nameTheFile() {
        let errors: [TLSError] = [
            .missing("/x.pem"), .unreadable("/x.pem", reason: "r"), .notACertificate("/x.pem"), .notAKey("/x.pem"), .encryptedKey("/x.pem"), .weak("/x.pem"),
            .keyDoesNotMatch(certificate: "/x.pem", key: "/x.pem"), .expired("/x.pem", on: "2026-01-01"), .notYetValid("/x.pem", from: "2026-01-01"),
        ]
        for error in errors { XCTAssertTrue(error.description.contains("/x.pem"), error.description) }
        XCTAssertTrue(TLSError.unpaired(certificates: 2, keys: 1).description.hasPrefix("2 certificate files and 1 key"))
    }
}
