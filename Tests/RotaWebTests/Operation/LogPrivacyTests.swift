import Foundation
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// No name, address, token, cookie, password, body or query in the log (ASVS 14.2.4, 16.2.5), whatever is asked for.
final class LogPrivacyTests: XCTestCase {
    private let secrets = [
        "zzquery", "zzbody", "zzheader", "zzpath", "Okafor", "amara@example.org", "zz-session-token", TestApp.password, "@example", "192.0.2.10", "Firefox", "Elm Surgery", "The manager",
    ]

    private func walk(_ format: LogFormat) throws -> (lines: [String], app: TestApp) {
        let app = try TestApp { $0.logFormat = format }
        try app.signIn(as: .manager)
        _ = try app.post("/clinicians", ["name": "Dr Amara Okafor", "email": "amara@example.org"])
        let headers: KeyValuePairs = ["X-Secret": "zzheader", "Referer": "http://rota.test/x?zzquery"]
        for endpoint in Routes.all {
            let target = endpoint.pattern.split(separator: "/").map { $0.hasPrefix(":") || $0.hasPrefix("*") ? "zzpath" : String($0) }.joined(separator: "/")
            if endpoint.pattern == "/sign-out" { continue }
            if endpoint.method == .get { _ = try app.get("/\(target)?q=zzquery", headers: headers) }
            if endpoint.method == .post { _ = try app.browser.post("/\(target)?q=zzquery", ["name": "zzbody Okafor", "password": "zz-session-token"], headers: headers) }
        }
        _ = try app.get("/zzpath?zzquery=1", headers: headers)
        _ = try app.browser.signIn("manager", password: "zzbody")
        return (app.log, app)
    }

    func testLines_holdNoSecretOfAnyRoute() throws {
        for format in LogFormat.allCases {
            let (lines, app) = try walk(format)
            XCTAssertGreaterThan(lines.count, Routes.all.count)
            let cookies = [app.browser.cookie("login"), app.browser.cookie("visit")].compactMap { $0 }
            XCTAssertFalse(cookies.isEmpty)
            for line in lines {
                for secret in secrets + cookies { XCTAssertFalse(line.contains(secret), "\(secret) in \(line)") }
            }
        }
    }

    func testJSONLines_areJSON() throws {
        for line in try walk(.json).lines {
            let object = try XCTUnwrap(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], line)
            XCTAssertTrue(Set(object.keys).isSuperset(of: ["ts", "level", "request_id", "method", "route", "status", "ms", "bytes"]), line)
            XCTAssertTrue(object["status"] is Int && object["ms"] is Double && object["route"] is String, line)
        }
    }
}
