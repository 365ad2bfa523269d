import QRCode
import Secrets
import XCTest

/// Against matrices that another encoder (python-qrcode 8.2) made of the same text at level M in byte mode; the journeys read one with zxing-cpp besides.
final class QRCodeTests: XCTestCase {
    func testRows_ofASmallCode() throws {
        let expected = """
            #######.####..#######
            #.....#.#####.#.....#
            #.###.#..#.##.#.###.#
            #.###.#.#.....#.###.#
            #.###.#..#.#..#.###.#
            #.....#..####.#.....#
            #######.#.#.#.#######
            ........##.##........
            #.##.###.####.#..#.##
            ..##.#.#..#.##.##.###
            #...#.##...#.###.####
            #.####....##.#.#.#.#.
            ########..#.#.##.....
            ........##.##.#.##.##
            #######.####.#.###...
            #.....#.#.#.##...###.
            #.###.#..##..##.####.
            #.###.#.######.....#.
            #.###.#.##.##.#..#...
            #.....#..##.###.....#
            #######.###########..
            """
        let code = try XCTUnwrap(QRCode("Practice Rota", mask: 3))
        XCTAssertEqual(drawn(code, dark: "#", light: "."), expected)
    }

    func testRows_withEachMask() throws {
        let digests = [
            "9e78413fcaca5cd3e72eeacbcca4b563d68e51b21256062d25df75320906bdde", "c073b88bbd748743b3c971f7c5909d5704baf7937fab20bd12a81e7df9e8d1e4",
            "7669a6d669d9c18729b9bf5a1168a58949bc554323547fca481e40e281fd5011", "af23ffe55be2d0b16110828def8a5402dcac657c2b58b1790856046d7ef0e003",
            "4cf510e082de9c3ee1faf9e46e7f653d93623461abe480f710fc82eb11b11fa1", "fde4fc10afd224af27a30f1695a9f2fa0d0b5bd39167376ebb97547a5ad677df",
            "a1cfa8f39f6ed407e61e430b8598174cecb2ca657978c2a12229a51d553f40be", "b095655e671f7deb7ff7d13eeec4b2e9f53f9352befe7336da80873d53d7d2ba",
        ]
        for (mask, digest) in digests.enumerated() { XCTAssertEqual(self.digest(try XCTUnwrap(QRCode("Practice Rota", mask: mask))), digest, "mask \(mask)") }
    }

    /// At both sides of where a version is full, with one block and many, with and without alignment patterns and version information.
    func testRows_ofEachKindOfVersion() throws {
        let rows = [
            (1, 1, "12abf73dba8cbce3c84cdaf3805eaf536d9a2aeed42b80a37fce478dd7c84a60"), (14, 1, "4ea1585f522971a5dbc2b5ef2192b1948ce89aa90e9e6c5acd0ccd8952cbe4f5"),
            (15, 2, "02f578a1bcdbe86f4ee41202cc976c588d25d58964803df0487c7fbbe922542f"), (26, 2, "d6794a027180aadf454301bf0f010b2b3b2c52b54412dbef2f7469922b21bd60"),
            (100, 6, "d351db188bd2a15ecbf044531de57837b1632c7204eae379123d89dfb408c995"), (152, 8, "8efe6a2d3201930e62ecce72a140ed97bb3551805d76676f91b4aeae0a95c651"),
            (180, 9, "24a87cb343c5a794f99139122b867ea796af68969f1ec7ab5b2abcd16b40c857"), (213, 10, "e607ebe33ee929deb53d0f41ee9eb15b1b179fb70f4c8c88ee1aa30ac8f6ebf5"),
            (214, 11, "ec06d824dc7442fcbbe8702e760f9c00d65f7e13f51da7bb486f57b2ed6c8c9f"), (500, 17, "0c4123bbea5044648e6f347bdc6a58eb16925bb380e266a626cc338fe9ff7c0a"),
            (1_000, 26, "1d2d009952b1c517c4243ac2300672f2e4ec90167fe1fa7622e7a1653b2ef43f"), (2_331, 40, "666278bced0707ff00709ef25590d58fa110cea288cdffddd5ce5166cdf7a9eb"),
        ]
        for (count, version, digest) in rows {
            let code = try XCTUnwrap(QRCode(text(count), mask: 3))
            XCTAssertEqual(code.size, version * 4 + 17, "\(count) bytes")
            XCTAssertEqual(self.digest(code), digest, "\(count) bytes")
        }
    }

    func testMask_isTheOneThatScoresBest() throws {
        XCTAssertEqual(try XCTUnwrap(QRCode("Practice Rota")).mask, 4)
        XCTAssertEqual(try XCTUnwrap(QRCode(text(14))).mask, 2)
    }

    func testInit_refusesWhatNoCodeHolds() {
        XCTAssertNil(QRCode(String(repeating: "a", count: 2_332)))
        XCTAssertNotNil(QRCode(""))
    }

    func testPath_isTheDarkModules_insideALightBorder() throws {
        let code = try XCTUnwrap(QRCode("Practice Rota"))
        XCTAssertEqual(code.outerSize, 29)
        XCTAssertTrue(code.path.hasPrefix("M4 4h7v1h-7zM12 4h1v1h-1zM14 4h2v1h-2zM18 4h7v1h-7z"), code.path)
        var dark = 0
        for piece in code.path.split(separator: "M") {
            let width = try XCTUnwrap(piece.split(separator: "h").dropFirst().first?.split(separator: "v").first)
            dark += try XCTUnwrap(Int(width))
        }
        XCTAssertEqual(dark, code.rows.joined().count { $0 })
    }

    private func text(_ count: Int) -> String {
        String(("otpauth://totp/" + String(repeating: "0123456789abcdefghijklmnopqrstuvwxyz", count: 80)).prefix(count))
    }

    private func drawn(_ code: QRCode, dark: String, light: String) -> String {
        code.rows.map { row in row.map { $0 ? dark : light }.joined() }.joined(separator: "\n")
    }

    private func digest(_ code: QRCode) -> String { SHA256.hex(Array(drawn(code, dark: "1", light: "0").utf8)) }
}
