import QRCode
import Secrets
import XCTest

/// Against matrices that another encoder (segno 1.6.6) made of the same text at level M in byte mode; the journeys read one with zxing-cpp besides.
final class QRCodeTests: XCTestCase {
    func testRows_ofASmallCode() throws {
        let expected = """
            #######.#.#.#.#######
            #.....#.#.#.#.#.....#
            #.###.#....##.#.###.#
            #.###.#.#####.#.###.#
            #.###.#...##..#.###.#
            #.....#.......#.....#
            #######.#.#.#.#######
            ........#.##.........
            #.##.###.##...#..#.##
            #..##..###..##.##.###
            .#.##.#.#..#.###.####
            .#..##..####.#.#.#.#.
            #.##..#...#.#.##.....
            ........##.##.#.##.##
            #######.##.#.#.###...
            #.....#.##..##...###.
            #.###.#..##..##.####.
            #.###.#.##.###.....#.
            #.###.#.##.##.#..#...
            #.....#..##.###.....#
            #######.##.########..
            """
        let code = try XCTUnwrap(QRCode("Practice Rota", mask: 3))
        XCTAssertEqual(drawn(code, dark: "#", light: "."), expected)
    }

    func testRows_withEachMask() throws {
        let digests = [
            "ddc424f3a76a80a8f433e11dd59430fa29d28cf5253ab9f027aada54897bef58", "d4ed229d94cf97f2b4940f49e907b0e396ad1d4fd41acb622b0e006158655ffb",
            "2b8f22992a45542453e36770195f7220572c8516ead34838c68e448f8b9ca929", "fffc0d188c9d98c305e8a0b187f9e8c6f32a333af46cda8ffac000bf1ed3a5b1",
            "2cd7d4fd34c88de15e1d656cc801a2f4347cb3604a1b9ae7c8a516c7d0c55412", "c3714735c84cf7e47afafde40b5909f92b610ef104a6c355a8a5012d0eeac324",
            "e5bf66702c3a906ac4390b171deb9a6e1778844ca3b53b1b82a8752a3296f36a", "2acbcfe930508f5f6699d8f2cec33a2c1fb87d6dd46536c39e1dea1307103fa1",
        ]
        for (mask, digest) in digests.enumerated() { XCTAssertEqual(self.digest(try XCTUnwrap(QRCode("Practice Rota", mask: mask))), digest, "mask \(mask)") }
    }

    /// At both sides of where a version is full, with one block and many, with and without alignment patterns and version information.
    func testRows_ofEachKindOfVersion() throws {
        let rows = [
            (1, 1, "d5c5b6bfc5ee37358ceaf01defacea85c5b2d40313bc8b022e803d1257b4af31"), (14, 1, "4ea1585f522971a5dbc2b5ef2192b1948ce89aa90e9e6c5acd0ccd8952cbe4f5"),
            (15, 2, "78cb6f8f05c0ec2a1dbcc0e519ce832adea342d9e5b444e27f25120791d4f67e"), (26, 2, "d6794a027180aadf454301bf0f010b2b3b2c52b54412dbef2f7469922b21bd60"),
            (100, 6, "f32b7217542b81d3fa5a7fbc519d6e98e48d9e26342697a5b98e709761fc45a0"), (152, 8, "8efe6a2d3201930e62ecce72a140ed97bb3551805d76676f91b4aeae0a95c651"),
            (180, 9, "24a87cb343c5a794f99139122b867ea796af68969f1ec7ab5b2abcd16b40c857"), (213, 10, "e607ebe33ee929deb53d0f41ee9eb15b1b179fb70f4c8c88ee1aa30ac8f6ebf5"),
            (214, 11, "90f756df71d93ac8163f788cd18a11a7933511d8aaa5b1cc199614b70c373314"), (500, 17, "0100cc05f3ccbca8e07a9522d22f881e7a07ed0ae0ba5a0bb0f0cf7338c9e642"),
            (1_000, 26, "27bd68306bedf8f51bbe43a25fde8c1e3c992206776321d3c0ba11ae96aac993"), (2_331, 40, "666278bced0707ff00709ef25590d58fa110cea288cdffddd5ce5166cdf7a9eb"),
        ]
        for (count, version, digest) in rows {
            let code = try XCTUnwrap(QRCode(text(count), mask: 3))
            XCTAssertEqual(code.size, version * 4 + 17, "\(count) bytes")
            XCTAssertEqual(self.digest(code), digest, "\(count) bytes")
        }
    }

    func testMask_isTheOneThatScoresBest() throws {
        XCTAssertEqual(try XCTUnwrap(QRCode("Practice Rota")).mask, 3)
        XCTAssertEqual(try XCTUnwrap(QRCode(text(100))).mask, 3)
        XCTAssertEqual(try XCTUnwrap(QRCode(text(14))).mask, 4)
    }

    func testInit_refusesWhatNoCodeHolds() {
        XCTAssertNil(QRCode(String(repeating: "a", count: 2_332)))
        XCTAssertNotNil(QRCode(""))
    }

    func testPath_isTheDarkModules_insideALightBorder() throws {
        let code = try XCTUnwrap(QRCode("Practice Rota"))
        XCTAssertEqual(code.outerSize, 29)
        XCTAssertTrue(code.path.hasPrefix("M4 4h7v1h-7zM12 4h1v1h-1zM14 4h1v1h-1z"), code.path)
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
