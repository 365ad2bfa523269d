import XCTest

@testable import Mail

/// What is said and understood of SMTP, piece by piece; whole conversations with real servers are in Tests/Browser/test_mail_delivery.py.
final class SMTPTests: XCTestCase {
    private func content(_ text: String) -> String { String(decoding: SMTPContent.encode(Array(text.utf8)), as: UTF8.self) }

    /// RFC 5321 §4.5.2, §2.3.8.
    func testContent_doublesDotsAndEndsLines() {
        XCTAssertEqual(content("a\r\nb\r\n"), "a\r\nb\r\n.\r\n")
        XCTAssertEqual(content(".\r\n..x\r\na.b\r\n"), "..\r\n...x\r\na.b\r\n.\r\n")
        XCTAssertEqual(content("a"), "a\r\n.\r\n")
        XCTAssertEqual(content(""), ".\r\n")
    }

    /// What some servers take for an end of the message must not be in one: smuggling (SMTP Smuggling, December 2023).
    func testContent_holdsNoEndButItsOwn() {
        for text in ["a\n.\nMAIL FROM:<e@f>\n", "a\r.\rb", "a\r\n.\nb", "a\n.\r\nb", "a\r.\r\nb", "\r\n\r\n.\r\n", "a\r\r\n.\n"] {
            let out = content(text)
            XCTAssertEqual(out.components(separatedBy: "\r\n.\r\n").count, out.hasPrefix(".\r\n") ? 1 : 2, text.debugDescription)
            XCTAssertTrue(out.hasSuffix(".\r\n"))
            let rest = out.replacingOccurrences(of: "\r\n", with: "")
            XCTAssertFalse(rest.utf8.contains(0x0D) || rest.utf8.contains(0x0A), text.debugDescription)
        }
    }

    func testReply_isThreeDigitsAndWords() throws {
        let parsed = try XCTUnwrap(SMTPReply.parse(Array("250-SIZE 10".utf8)))
        XCTAssertEqual([parsed.code, parsed.isLast ? 1 : 0], [250, 0])
        XCTAssertEqual(parsed.text, "SIZE 10")
        XCTAssertEqual(SMTPReply.parse(Array("354".utf8))?.isLast, true)
        for line in ["", "2", "25", "150 x", "650 x", "25a x", "250x", "250\tx", "２50 x"] { XCTAssertNil(SMTPReply.parse(Array(line.utf8)), line) }
    }

    private func outcomes(_ lines: [String]) -> [SMTPReplyLines.Outcome] {
        var gathered = SMTPReplyLines()
        return lines.map { gathered.take(Array($0.utf8)) }
    }

    func testReplyLines_areOneReply() {
        XCTAssertEqual(outcomes(["250-mail.example", "250-SIZE 10", "250 HELP"]), [.more, .more, .whole(SMTPReply(code: 250, lines: ["mail.example", "SIZE 10", "HELP"]))])
        XCTAssertEqual(outcomes(["220"]), [.whole(SMTPReply(code: 220, lines: [""]))])
    }

    func testReplyLines_ofTwoCodesAreWrong() {
        XCTAssertEqual(outcomes(["250-mail.example", "550 no"]), [.more, .wrong])
        XCTAssertEqual(outcomes(["250-mail.example", "SIZE"]), [.more, .wrong])
    }

    func testReplyLines_withoutEndAreEndless() {
        XCTAssertEqual(outcomes(Array(repeating: "250-x", count: SMTPReply.lineCount)).suffix(2), [.more, .endless])
    }

    /// It is shown on a page and in a terminal.
    func testReply_showsNothingThatPlaysTricks() {
        XCTAssertEqual(SMTPReply(code: 550, lines: ["no\u{1B}[2J", "such\u{202E}user\u{0}"]).words, "550 no [2J such user ")
        XCTAssertEqual(SMTPReply.shown(String(repeating: "x", count: 500)).count, 401)
    }

    func testExtensions_areReadInAnyCase() {
        let offered = SMTPExtensions(["mail.example Hello", "size 35882577", "PIPELINING", "starttls", "AUTH=LOGIN", "auth PLAIN xoauth2", "8BITMIME"])
        XCTAssertTrue(["STARTTLS", "PIPELINING", "8BITMIME"].allSatisfy(offered.offers))
        XCTAssertFalse(offered.offers("SMTPUTF8"))
        XCTAssertEqual(offered.size, 35_882_577)
        XCTAssertEqual(offered.signIns, [.plain, .login, .xoauth2])
        XCTAssertNil(SMTPExtensions(["x", "SIZE 0"]).size, "no limit (RFC 1870 §4)")
        XCTAssertFalse(SMTPExtensions(["STARTTLS"]).offers("STARTTLS"), "the first line is the server's name")
    }

    private func settings(_ way: SMTPSettings.SignIn? = nil, token: Bool = false) -> SMTPSettings {
        var settings = SMTPSettings(host: "x", port: 587, security: .starttls)
        (settings.username, settings.password, settings.signIn) = ("ann", "pass\u{E9}", way)
        if token { settings.token = TokenSettings(url: "https://x/t", clientID: "c", clientSecret: "s", scope: "o") }
        return settings
    }

    func testSignIn_takesWhatIsSetAndOffered() {
        XCTAssertEqual(SMTPSignIn.choose(settings(), offered: [.login, .plain]), .plain)
        XCTAssertEqual(SMTPSignIn.choose(settings(), offered: [.login]), .login)
        XCTAssertNil(SMTPSignIn.choose(settings(), offered: [.xoauth2]), "without a place to get tokens from")
        XCTAssertEqual(SMTPSignIn.choose(settings(token: true), offered: [.plain, .xoauth2]), .xoauth2)
        XCTAssertNil(SMTPSignIn.choose(settings(token: true), offered: [.plain]), "no password is tried where a token is set up")
        XCTAssertNil(SMTPSignIn.choose(settings(.login), offered: [.plain]))
        XCTAssertNil(SMTPSignIn.choose(settings(), offered: []))
    }

    /// RFC 4616 §4, RFC 4954 §4: a long response is no part of the command.
    func testSignIn_saysItInOneLineWhereItFits() throws {
        let plain = try SMTPSignIn.steps(.plain, settings(), nil, Watch())
        XCTAssertEqual(plain.command, "AUTH PLAIN AGFubgBwYXNzw6k=")
        XCTAssertEqual(plain.answers, [])
        XCTAssertEqual(try SMTPSignIn.steps(.login, settings(), nil, Watch()).answers, ["YW5u", "cGFzc8Op"])
        var long = settings()
        long.password = String(repeating: "p", count: 400)
        let steps = try SMTPSignIn.steps(.plain, long, nil, Watch())
        XCTAssertEqual(steps.command, "AUTH PLAIN")
        XCTAssertEqual(steps.answers.count, 1)
        XCTAssertThrowsError(try SMTPSignIn.steps(.xoauth2, settings(), nil, Watch()))
    }

    func testPlace_isReadFromAnAddress() {
        typealias Place = HTTPSExchange.Place
        XCTAssertEqual(Place("https://login.example/t/token?x=1#f")?.path, "/t/token?x=1")
        XCTAssertEqual(Place("https://login.example")?.path, "/")
        XCTAssertEqual(Place("https://login.example:8443/a").map { [$0.host, "\($0.port)", $0.authority] }, ["login.example", "8443", "login.example:8443"])
        XCTAssertEqual(Place("https://[::1]:9/a").map { [$0.host, "\($0.port)"] }, ["::1", "9"])
        for text in ["", "http://x/", "https://", "https:///a", "https://x:0/", "https://x:99999/", "https://x:a/", "https://u:p@x/", "https://x/ y", "https://x/\r\nA: b"] { XCTAssertNil(Place(text), text.debugDescription) }
    }
}
