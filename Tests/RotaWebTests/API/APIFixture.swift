import Civil
import Foundation
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

extension TestApp {
    /// A token with these scopes, made by the administrator.
    func makeToken(_ scopes: Set<APIScope> = Set(APIScope.allCases), expiresOn: Day? = nil, by username: String = "admin") throws -> String {
        let maker = try account(username) ?? makeAccount(role: .admin, username: username)
        let secret = try APISecret(random: practice.random)
        try store.write { db in
            _ = try APITokenRepository(db).insert(name: "Board", tokenHash: secret.hash, scopes: scopes, expiresOn: expiresOn, by: maker.id, at: now)
        }
        return secret.text
    }

    func api(_ target: String, _ token: String?, method: HTTP.Method = .get, headers: KeyValuePairs<String, String> = [:]) throws -> TestResponse {
        let own: [(String, String)] = token.map { [("Authorization", "Bearer \($0)")] } ?? []
        var all = Headers()
        for (name, value) in own + headers.map({ ($0.key, $0.value) }) { all.add(name, value) }
        all.add("Host", "rota.test")
        let response = TestResponse(app.respond(to: try Request(method, target, headers: all)))
        if response.status == .internalServerError { XCTFail("\(target): \(log.suffix(2))") }
        return response
    }
}

extension TestResponse {
    /// The content as JSON.
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:] }
    var items: [[String: Any]] { json["items"] as? [[String: Any]] ?? [] }
    /// What a problem says of each parameter.
    var faults: [String] { (json["errors"] as? [[String: String]] ?? []).compactMap { $0["parameter"] } }

    /// The next page's path and query.
    var next: String? {
        headers["Link"].flatMap { link in
            link.hasSuffix(">; rel=\"next\"") ? link.split(separator: ">").first.map { String($0.dropFirst().drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }) } : nil
        }
    }

    func checkProblem(_ status: Status, _ anchor: String, line: UInt = #line) {
        XCTAssertEqual(self.status, status, line: line)
        XCTAssertEqual(headers["Content-Type"], "application/problem+json", line: line)
        XCTAssertEqual(json["type"] as? String, "http://rota.test/help/api#\(anchor)", line: line)
        XCTAssertEqual(json["status"] as? Int, status.code, line: line)
        XCTAssertEqual(headers["Cache-Control"], "no-store", line: line)
        XCTAssertNil(headers["Set-Cookie"], line: line)
    }
}

/// The routes behind a token, with an address of each that answers on `RotaFixture`.
enum APIExamples {
    static var all: [(pattern: String, scope: APIScope, target: String)] {
        Routes.api.compactMap { endpoint in
            guard case .api(let access, let operation) = endpoint.action else { return nil }
            let needed = operation.parameters.filter(\.isRequired).map { "\($0.name)=2026-11-2\($0.name == "from" ? 3 : 7)" }
            return (endpoint.pattern, access.scope, endpoint.pattern.replacing(":id", with: "1") + (needed.isEmpty ? "" : "?" + needed.joined(separator: "&")))
        }
    }
}
