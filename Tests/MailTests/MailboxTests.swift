import XCTest

@testable import Mail

final class MailboxTests: XCTestCase {
    func testInit_readsTheFormsThatPeopleWrite() {
        for (text, name, address) in [
            ("rota@elm.example", "", "rota@elm.example"), (" <rota@elm.example> ", "", "rota@elm.example"), ("Elm Surgery <rota@elm.example>", "Elm Surgery", "rota@elm.example"),
            ("\"Elm, Surgery\" <rota@elm.example>", "Elm, Surgery", "rota@elm.example"), ("Zoë <z+1@[192.0.2.1]>", "Zoë", "z+1@[192.0.2.1]"), ("a <b> <o'neill@x.y>", "a <b>", "o'neill@x.y"),
        ] {
            let mailbox = Mailbox(text)
            XCTAssertEqual(mailbox?.name, name, text)
            XCTAssertEqual(mailbox?.address, address, text)
        }
    }

    /// Nothing that could end a command, a header or an address is part of one.
    func testIsAddress_refusesWhatIsNone() {
        for text in [
            "", "a", "a@", "@b", "a b@c", "a@b c", "a@b>", "<a@b", "a@b\r\nRCPT TO:<e@f>", "a\n@b", "a@b\u{0}", "a..b@c", ".a@c", "a.@c", "a@.c", "a@c..d", "a@-c", "a@c-", "\"a b\"@c", "a,b@c", "a;b@c",
            "a@b,c@d", "a(x)@b", "a@[1.2.3.4", "a@[]", "a@[x]y", "a\u{2028}@b", "a\u{202E}b@c", "a\u{A0}b@c", "a\u{85}@c", String(repeating: "a", count: 65) + "@b", "a@" + String(repeating: "b", count: 253),
        ] { XCTAssertFalse(Mailbox.isAddress(text), text.debugDescription) }
        for text in ["a@b", "a.b+c@d-e.example", "o'neill@x.y", "!#$%&'*+-/=?^_`{|}~@x.y", "zoë@bücher.example", "a@[IPv6:2001:db8::1]", "a@localhost"] { XCTAssertTrue(Mailbox.isAddress(text), text) }
    }
}
