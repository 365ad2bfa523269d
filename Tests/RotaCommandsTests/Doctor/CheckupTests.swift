import Civil
import Foundation
import RotaWeb
import SQLite
import XCTest

@testable import RotaCommands

/// What no healthy machine shows.
final class CheckupTests: XCTestCase {
    private func settings(_ change: (inout Settings) -> Void) -> [String] {
        var settings = Settings()
        change(&settings)
        return SettingsCheckup.findings(settings).map { "\($0.level.rawValue): \($0.text)" }
    }

    func testSettings_thatDoNotGoTogether() {
        XCTAssertEqual(settings { _ in }, ["ok: all are known and agree"])
        XCTAssertEqual(settings { $0.baseURL = "http://127.0.0.1:8080" }, ["ok: all are known and agree"])
        XCTAssertEqual(settings { $0.baseURL = "http://rota.example.org" }, ["problem: ROTA_BASE_URL is http://rota.example.org: passwords would cross the network in the clear"])
        XCTAssertEqual(settings { $0.listen = "0.0.0.0:8080" }, ["warning: ROTA_LISTEN is 0.0.0.0:8080, which others reach, but ROTA_BASE_URL is not set"])
        XCTAssertEqual(settings { $0.listen = "[::1]:8080" }, ["ok: all are known and agree"])
        XCTAssertEqual(
            settings { ($0.listen, $0.baseURL) = ("0.0.0.0:8080", "https://rota.example.org") }, ["warning: ROTA_LISTEN is 0.0.0.0:8080, so the program can be reached past the proxy"])
        XCTAssertEqual(settings { ($0.loginIdle, $0.development) = ($0.loginLifetime + 1, true) }.count, 2)
    }

    private func room(blocks: UInt, free: UInt, inodes: UInt = 1_000, freeInodes: UInt = 900) -> Finding.Level {
        var facts = statvfs()
        (facts.f_frsize, facts.f_blocks, facts.f_bavail, facts.f_files, facts.f_favail) = (4_096, blocks, free, inodes, freeInodes)
        return DiskCheckup.room(facts, "data")[0].level
    }

    func testDisk_room() {
        let gigabyte: UInt = 262_144
        XCTAssertEqual(room(blocks: 100 * gigabyte, free: 50 * gigabyte), .ok)
        XCTAssertEqual(room(blocks: 100 * gigabyte, free: 4 * gigabyte), .warning)
        XCTAssertEqual(room(blocks: gigabyte, free: gigabyte / 20 - 1), .problem, "under 64 MB")
        XCTAssertEqual(room(blocks: 100 * gigabyte, free: 50 * gigabyte, freeInodes: 40), .warning)
        XCTAssertEqual(room(blocks: 100 * gigabyte, free: 50 * gigabyte, freeInodes: 0), .problem)
        XCTAssertEqual(room(blocks: 100 * gigabyte, free: 50 * gigabyte, inodes: 0, freeInodes: 0), .ok, "Btrfs has none to count")
    }

    func testDisk_kind() {
        XCTAssertEqual(DiskCheckup.kind(.local, "/srv"), [])
        XCTAssertEqual(DiskCheckup.kind(.network("NFS"), "/srv").map(\.level), [.problem])
        XCTAssertEqual(DiskCheckup.kind(.memory("tmpfs"), "/srv").map(\.level), [.warning])
    }

    func testBackups_thatCannotBeWritten() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rota-backups-\(UUID().uuidString)").path
        XCTAssertNil(BackupsCheckup.obstacle(folder + "/a/b"), "the first backup makes it")
        try Data().write(to: URL(fileURLWithPath: folder))
        for place in [folder, folder + "/a"] {
            let found = try XCTUnwrap(BackupsCheckup.obstacle(place))
            XCTAssertEqual(found.level, .problem)
            XCTAssertEqual(found.text, "can't be written to \(place) (\(folder): no folder)")
        }
        unlink(folder)
        mkdir(folder, 0o500)
        defer { rmdir(folder) }
        XCTAssertEqual(BackupsCheckup.obstacle(folder + "/a")?.level, geteuid() == 0 ? nil : .problem, "root may write anywhere")
    }

    func testCertificates() throws {
        var settings = Settings()
        XCTAssertEqual(CertificatesCheckup.findings(settings, at: Instant(seconds: 0)).map(\.level), [.ok])
        (settings.listenTLS, settings.tlsCertificates, settings.tlsKeys) = ("0.0.0.0:443", ["/nonexistent/chain.pem"], ["/nonexistent/key.pem"])
        let found = try XCTUnwrap(CertificatesCheckup.findings(settings, at: Instant(seconds: 0)).first)
        XCTAssertEqual(found.level, .problem)
        XCTAssertTrue(found.text.contains("/nonexistent/"), found.text)
        for (days, level) in [(-1, Finding.Level.problem), (0, .problem), (6, .problem), (7, .warning), (20, .warning), (21, .ok), (90, .ok)] {
            XCTAssertEqual(CertificatesCheckup.remaining(seconds: days * 86_400 + 10).level, level, "\(days)")
        }
    }

    /// A key that others read is no secret. One that isn't the program's own user's may be meant for a group, and is left alone.
    func testKey_isItsOwnersAlone() throws {
        let key = FileManager.default.temporaryDirectory.appending(path: "rota-key-\(UUID().uuidString).pem").path
        defer { unlink(key) }
        try Data("key".utf8).write(to: URL(fileURLWithPath: key))
        let mode = { var facts = stat(); return stat(key, &facts) == 0 ? facts.st_mode & 0o777 : 0 }
        for (rights, level) in [(0o600, nil), (0o400, nil), (0o640, .warning), (0o660, .warning), (0o604, .problem), (0o644, .problem)] as [(mode_t, Finding.Level?)] {
            chmod(key, rights)
            XCTAssertEqual(KeyFile(key).finding(owner: getuid(), isToMend: false)?.level, level, String(rights, radix: 8))
            XCTAssertEqual(KeyFile(key).finding(owner: getuid() + 1, isToMend: true)?.level, level, "another's")
            XCTAssertEqual(mode(), rights, "left alone")
            XCTAssertEqual(KeyFile(key).finding(owner: getuid(), isToMend: true)?.level, level == nil ? nil : .mended)
            XCTAssertEqual(mode(), level == nil ? rights : 0o600)
        }
        XCTAssertNil(KeyFile("/nonexistent/key.pem").finding(owner: getuid(), isToMend: true))
        chmod(key, 0o644)
        var settings = Settings()
        (settings.listenTLS, settings.tlsCertificates, settings.tlsKeys) = ("0.0.0.0:443", [key], [key])
        let found = CertificatesCheckup.findings(settings, at: Instant(seconds: 0), owner: getuid())
        XCTAssertEqual(found.first?.text, "everybody on this machine can read or change the key \(key)")
        XCTAssertEqual(found.first?.remedy, "Take their rights away: rota doctor --fix")
    }

    /// Without ROTA_LISTEN_TLS too: systemd may open the socket.
    func testCertificates_thatAreNamedAlone() throws {
        var settings = Settings()
        (settings.tlsCertificates, settings.tlsKeys) = (["/nonexistent/chain.pem"], ["/nonexistent/key.pem"])
        XCTAssertEqual(CertificatesCheckup.findings(settings, at: Instant(seconds: 0)).map(\.level), [.problem])
    }

    func testCertificates_thatAreForAnotherHost() {
        for (address, words) in [
            ("https://rota.example.org", []), ("https://rota.example.org:8443/", []), ("https://rota.example.com", ["none is for rota.example.com, which ROTA_BASE_URL names"]),
            ("", []), ("http://rota.example.com", []), ("https://192.0.2.7:8443", []), ("https://[2001:db8::7]", []),
        ] {
            var settings = Settings()
            settings.baseURL = address
            let found = CertificatesCheckup.host(settings) { $0 == "rota.example.org" }
            XCTAssertEqual(found.map(\.text), words, address)
            XCTAssertFalse(found.contains { $0.level != .problem }, address)
        }
    }

    func testClock() throws {
        for (now, level) in [("1970-01-01T00:00:00Z", Finding.Level.problem), ("2026-11-21T12:00:00Z", .ok), ("2100-01-01T00:00:00Z", .problem)] {
            XCTAssertEqual(ClockCheckup.year(try XCTUnwrap(Instant(iso: now))).level, level, now)
        }
        let now = try XCTUnwrap(Instant(iso: "2026-11-21T12:00:00Z"))
        XCTAssertEqual(ClockCheckup.zone(now, TimeZone(identifier: "Europe/London")).level, .ok)
        XCTAssertEqual(ClockCheckup.zone(now, TimeZone(identifier: "Europe/Paris")).level, .warning)
        XCTAssertEqual(ClockCheckup.zone(now, TimeZone(secondsFromGMT: 0)).level, .warning, "a zone without summer time")
        XCTAssertEqual(ClockCheckup.zone(now, nil).level, .warning)
    }
}
