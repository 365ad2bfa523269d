import Secrets
import XCTest

final class PasswordHashTests: XCTestCase {
    private let cheap = PasswordHash.Parameters(logN: 4, r: 1, p: 1)
    private let password = "correct horse battery staple"

    /// RFC 7914 §12, the first three; the fourth takes a gibibyte.
    func testScrypt_vectors() throws {
        let vectors: [(password: String, salt: String, n: Int, r: Int, p: Int, expected: String)] = [
            (
                "", "", 16, 1, 1,
                "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                    + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
            ),
            (
                "password", "NaCl", 1024, 8, 16,
                "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                    + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
            ),
            (
                "pleaseletmein", "SodiumChloride", 16384, 8, 1,
                "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                    + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
            ),
        ]
        for vector in vectors {
            let key = try Scrypt.hash(
                password: Array(vector.password.utf8), salt: Array(vector.salt.utf8), n: vector.n, r: vector.r,
                p: vector.p, length: 64)
            XCTAssertEqual(Hex.encode(key), vector.expected)
        }
    }

    func testScrypt_refusesImpossibleParameters() {
        for (n, r, p, length) in [
            (0, 8, 1, 32), (1, 8, 1, 32), (1000, 8, 1, 32), (16, 0, 1, 32), (16, 8, 0, 32), (16, 8, 1, 0),
            (-16, 8, 1, 32), (Int.max, 8, 1, 32), (1 << 62, Int.max, 1, 32),
        ] {
            XCTAssertThrowsError(try Scrypt.hash(password: [], salt: [], n: n, r: r, p: p, length: length)) {
                XCTAssertEqual($0 as? SecretsError, .scryptRefused(n: n, r: r, p: p))
            }
        }
    }

    func testMake_atTheStandardCostVerifiesAndTellsItsParameters() throws {
        let stored = try PasswordHash.make(password, random: .system)
        XCTAssertTrue(stored.hasPrefix("scrypt$ln=17,r=8,p=1$"), stored)
        XCTAssertTrue(try PasswordHash.verify(password, against: stored))
        XCTAssertFalse(PasswordHash.needsRehash(stored))
    }

    func testVerify_acceptsTheSamePasswordOnly() throws {
        let stored = try PasswordHash.make(password, random: .system, parameters: cheap)
        XCTAssertTrue(try PasswordHash.verify(password, against: stored))
        // A trailing NUL alone would be no difference: HMAC fills up short keys with zeros (RFC 2104).
        for wrong in ["", password + " ", password.uppercased(), String(password.dropLast()), password + "\0x"] {
            XCTAssertFalse(try PasswordHash.verify(wrong, against: stored), wrong)
        }
    }

    func testMake_saltsEachHash() throws {
        let (one, two) = (
            try PasswordHash.make(password, random: .system, parameters: cheap),
            try PasswordHash.make(password, random: .system, parameters: cheap)
        )
        XCTAssertNotEqual(one, two)
        let seeded = try PasswordHash.make(password, random: .seeded(1), parameters: cheap)
        XCTAssertEqual(seeded, try PasswordHash.make(password, random: .seeded(1), parameters: cheap))
    }

    func testMake_usesThePasswordExactlyAsTyped() throws {
        let long = String(repeating: "é🦉", count: 500)
        let stored = try PasswordHash.make(long, random: .system, parameters: cheap)
        XCTAssertTrue(try PasswordHash.verify(long, against: stored))
        XCTAssertFalse(try PasswordHash.verify(String(long.dropLast()), against: stored), "nothing is cut off")
        let composed = try PasswordHash.make("caf\u{e9}", random: .system, parameters: cheap)
        XCTAssertFalse(try PasswordHash.verify("cafe\u{301}", against: composed), "no normal form")
    }

    func testVerify_unknownAccountAndDamagedRecordAreWrongPasswords() throws {
        let good = try PasswordHash.make(password, random: .seeded(3), parameters: cheap)
        XCTAssertFalse(try PasswordHash.verify(password, against: nil, parameters: cheap))
        let damaged = [
            "", "scrypt", "$$$", good + "$", "bcrypt" + good.dropFirst(6), String(good.dropLast(30)),
            good.replacingOccurrences(of: "ln=4", with: "ln=63"), good.replacingOccurrences(of: "r=1", with: "r=99999"),
            good.replacingOccurrences(of: "ln=4", with: "ln=-4"), good.replacingOccurrences(of: "p=1", with: "p=0"),
            good.replacingOccurrences(of: "ln=4,", with: ""), "scrypt$ln=4,r=1,p=1$$",
        ]
        for record in damaged {
            XCTAssertFalse(try PasswordHash.verify(password, against: record, parameters: cheap), record)
            XCTAssertTrue(PasswordHash.needsRehash(record, parameters: cheap), record)
        }
    }

    func testNeedsRehash_whenTheCostHasChanged() throws {
        let stored = try PasswordHash.make(password, random: .system, parameters: cheap)
        XCTAssertFalse(PasswordHash.needsRehash(stored, parameters: cheap))
        XCTAssertTrue(PasswordHash.needsRehash(stored))
    }
}
