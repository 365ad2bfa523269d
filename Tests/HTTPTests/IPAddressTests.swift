import XCTest
@testable import HTTP

/// Numeric addresses and the blocks that ROTA_TRUSTED_PROXIES names.
final class IPAddressTests: XCTestCase {
    func testAddress_isReadAndWritten() {
        for (text, wanted) in [
            ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::", "::"), ("::1", "::1"),
        ] {
            XCTAssertEqual(IPAddress(text)?.description, wanted)
        }
        for text in ["", "localhost", "192.0.2", "192.0.2.256", "0300.0.2.1", "192.0.2.1:80", "[::1]", "fe80::1%eth0", "1::2::3", " 192.0.2.1", "192.0.2.1 "] {
            XCTAssertNil(IPAddress(text), text)
        }
    }

    /// RFC 6177 §2: who has one address of a /64 has them all.
    func testNetwork_isWhatOnePartyHas() {
        for (text, wanted) in [
            ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8:0:1::1", "2001:db8:0:1::/64"), ("2001:DB8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:1::/64"),
            ("2001:db8:0:2::1", "2001:db8:0:2::/64"), ("::1", "::/64"), ("unix", "unix"), ("", ""), ("fe80::1%eth0", "fe80::1%eth0"), ("a:b", "a:b"),
        ] {
            XCTAssertEqual(IPAddress.network(of: text), wanted, text)
        }
    }

    func testProxies_containWhatTheirBlocksHold() throws {
        let proxies = try XCTUnwrap(TrustedProxies("10.0.0.0/8, 192.0.2.7,fd00::/8,unix"))
        XCTAssertEqual(proxies.description, "10.0.0.0/8,192.0.2.7,fd00::/8,unix")
        for peer in ["10.0.0.0", "10.255.255.255", "192.0.2.7", "::ffff:10.1.2.3", "fdff::1", "unix"] { XCTAssertTrue(proxies.contains(peer), peer) }
        for peer in ["9.255.255.255", "11.0.0.0", "192.0.2.6", "192.0.2.8", "fc00::1", "::1", "", "unknown", "::a00:1"] { XCTAssertFalse(proxies.contains(peer), peer) }
        let all = try XCTUnwrap(TrustedProxies("0.0.0.0/0"))
        XCTAssertTrue(all.contains("203.0.113.9"))
        XCTAssertFalse(all.contains("::1"), "every address of version 4, none of version 6")
        XCTAssertEqual(TrustedProxies("::/0")?.contains("203.0.113.9"), true)
        XCTAssertFalse(TrustedProxies.none.contains("unix"))
        XCTAssertTrue(TrustedProxies.none.isEmpty)
    }

    func testProxies_refuseWhatIsNoBlock() {
        for text in ["", ",", "10.0.0.0/8,", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/", "10.0.0.1/8", "fd00::/129", "fd00::1/64", "proxy", "unix:/x", "*"] {
            XCTAssertNil(TrustedProxies(text), text)
        }
    }
}
