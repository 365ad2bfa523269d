import XCTest

@testable import Mail

/// RFC 5322 and 2045 to 2047, as far as the program writes them (issue 5.10).
final class MessageTests: XCTestCase {
    private func message(
        from: Mailbox? = Mailbox("Elm Surgery <rota@elm.example>"), to: Mailbox? = Mailbox(name: "Ann Moss", address: "ann@elm.example"), subject: String = "Your shifts",
        text: String = "Hello\n", html: String? = "<p>Hello</p>", id: String = "abc-1@rota.elm.example", unsubscribe: String? = nil
    ) throws -> Message {
        try Message(
            from: XCTUnwrap(from), to: XCTUnwrap(to), subject: subject, text: text, html: html, id: id, date: 1_795_336_260, unsubscribe: unsubscribe)
    }

    private func wire(_ message: Message) -> String { String(decoding: message.bytes, as: UTF8.self) }

    func testBytes_areAMessageOfTwoParts_textFirst() throws {
        XCTAssertEqual(
            wire(try message()),
            """
            Date: Sun, 22 Nov 2026 08:31:00 +0000\r
            From: Elm Surgery <rota@elm.example>\r
            To: Ann Moss <ann@elm.example>\r
            Subject: Your shifts\r
            Message-ID: <abc-1@rota.elm.example>\r
            Auto-Submitted: auto-generated\r
            X-Auto-Response-Suppress: All\r
            MIME-Version: 1.0\r
            Content-Type: multipart/alternative;\r
             boundary="=_abc-1"\r
            \r
            --=_abc-1\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            Hello\r
            \r
            --=_abc-1\r
            Content-Type: text/html; charset=utf-8\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            <p>Hello</p>\r
            \r
            --=_abc-1--\r

            """)
    }

    func testBytes_withoutHTMLAreOnePart() throws {
        XCTAssertTrue(wire(try message(html: nil)).hasSuffix("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nHello\r\n"))
    }

    /// RFC 8058 §3.1 wants both.
    func testUnsubscribe_hasBothHeaders() throws {
        let text = wire(try message(unsubscribe: "https://rota.elm.example/u/abc"))
        XCTAssertTrue(text.contains("\r\nList-Unsubscribe: <https://rota.elm.example/u/abc>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), text)
        XCTAssertFalse(wire(try message()).contains("List-"))
    }

    /// Whatever a name holds, it can't add a header, a part or a command.
    func testInit_refusesALinesEndInAnyHeader() throws {
        for bad in ["a\r\nBcc: eve@evil.example", "a\nb", "a\rb", "a\u{0}b", "a\u{85}b", "a\u{2028}b", "a\u{1B}[31m", "a\tb"] {
            let attempts: [(String, () throws -> Message)] = [
                ("Subject", { try self.message(subject: bad) }), ("To", { try self.message(to: Mailbox(name: bad, address: "ann@elm.example")) }),
                ("From", { try self.message(from: Mailbox(name: bad, address: "rota@elm.example")) }), ("Message-ID", { try self.message(id: "\(bad)@elm.example") }),
                ("List-Unsubscribe", { try self.message(unsubscribe: "https://rota.elm.example/\(bad)") }),
            ]
            for (name, attempt) in attempts {
                XCTAssertThrowsError(try attempt(), "\(name) \(bad.debugDescription)") { XCTAssertEqual(($0 as? Message.BadHeader)?.name, name) }
            }
        }
    }

    func testInit_refusesAnIdentifierOrAnAddressThatIsNone() {
        for id in ["", "abc", "@x", "x@", "a b@c", "a@b@c", "<a@b>", "é@b", String(repeating: "x", count: 200) + "@b"] { XCTAssertThrowsError(try message(id: id), id) }
        for address in ["", "mailto:a@b", "https://x/>,<https://y", "https://x/a b", "https://x/é", "javascript:alert(1)"] { XCTAssertThrowsError(try message(unsubscribe: address), address) }
    }

    func testSubject_beyondASCIIIsEncodedWords_thatCutNoCharacter() throws {
        let subject = "Änderung für Zoë: 上午" + String(repeating: " naïve café", count: 20)
        let lines = wire(try message(subject: subject)).components(separatedBy: "\r\n")
        let start = try XCTUnwrap(lines.firstIndex { $0.hasPrefix("Subject:") })
        let folded = [lines[start]] + lines[(start + 1)...].prefix { $0.hasPrefix(" ") }
        XCTAssertGreaterThan(folded.count, 3)
        var decoded = ""
        for word in folded.joined().dropFirst("Subject:".count).split(separator: " ") {
            XCTAssertTrue(word.hasPrefix("=?UTF-8?B?") && word.hasSuffix("?="), String(word))
            XCTAssertLessThanOrEqual(word.utf8.count, 75)
            let data = try XCTUnwrap(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
            decoded += try XCTUnwrap(String(data: data, encoding: .utf8), "each word by itself is UTF-8 (RFC 2047 §5)")
        }
        XCTAssertEqual(decoded, subject)
        XCTAssertTrue(folded.allSatisfy { $0.utf8.count <= 76 })
    }

    func testHeaderText_encodesWhatWouldBeReadAsSomethingElse() {
        XCTAssertEqual(HeaderText.unstructured("Plain words, and more"), ["Plain", "words,", "and", "more"])
        for text in ["=?UTF-8?Q?forged?=", " leads", "ends ", "two  spaces", String(repeating: "x", count: 61)] {
            XCTAssertTrue(HeaderText.unstructured(text).allSatisfy { $0.hasPrefix("=?UTF-8?B?") }, text)
        }
        XCTAssertEqual(HeaderText.phrase("Ann Moss"), ["Ann", "Moss"])
        XCTAssertEqual(HeaderText.phrase("Moss, Ann (Dr.)"), ["\"Moss, Ann (Dr.)\""])
        XCTAssertEqual(HeaderText.phrase(#"The "Elm" \ Surgery"#), [#""The \"Elm\" \\ Surgery""#])
        XCTAssertEqual(HeaderText.phrase("eve@evil.example"), ["\"eve@evil.example\""])
        XCTAssertEqual(HeaderText.phrase("Zoë"), ["=?UTF-8?B?Wm/Dqw==?="])
    }

    /// RFC 4648 §10.
    func testBase64_hasTheStandardsVectors() {
        for (text, encoded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy")] {
            XCTAssertEqual(Base64.encode(Array(text.utf8)), encoded)
        }
    }

    func testDate_isThatOfThePast_andOfLeapYears() {
        XCTAssertEqual(MessageDate.words(0).joined(separator: " "), "Thu, 1 Jan 1970 00:00:00 +0000")
        XCTAssertEqual(MessageDate.words(1_835_481_599).joined(separator: " "), "Tue, 29 Feb 2028 23:59:59 +0000")
    }
}
