import HTTP
import RotaDomain
import XCTest

@testable import RotaWeb

/// The security document that can't go stale: every route of the program, and what it answers to whom.
///
/// Each cell is tried on a practice as new, with one location and no clinicians, so an id of anything else is not found (404).
/// Forms are sent with the right `csrf` and no answers: what needs an answer refuses (422), what changes something that a page must have shown
/// before takes it for changed since (409). In place of a parameter stands `1`, or what `example` says.
final class RoutesByRoleTests: XCTestCase {
    /// Method and pattern; then the status for a visitor who is not signed in, a clinician, a clinic admin, a manager, an administrator.
    private static let table = """
        GET /healthz                                                200 200 200 200 200
        GET /readyz                                                 200 200 200 200 200
        GET /metrics                                                404 404 404 404 404
        GET /sign-in                                                200 200 200 200 200
        POST /sign-in                                               422 422 422 422 422
        GET /sign-in/code                                           303 303 303 303 303
        POST /sign-in/code                                          422 422 422 422 422
        GET /sign-in/recovery-code                                  303 303 303 303 303
        POST /sign-in/recovery-code                                 422 422 422 422 422
        POST /sign-out                                              303 303 303 303 303
        GET /                                                       303 303 303 303 303
        GET /menu                                                   303 200 200 200 200
        GET /tasks                                                  303 403 403 200 200
        GET /setup/practice                                         410 410 410 410 410
        GET /setup/locations                                        410 410 410 410 410
        GET /setup/account                                          410 410 410 410 410
        GET /setup/:token                                           404 404 404 404 404
        POST /setup/practice                                        410 410 410 410 410
        POST /setup/locations                                       410 410 410 410 410
        POST /setup/account                                         410 410 410 410 410
        GET /rota                                                   303 200 200 200 200
        GET /rota/:clinicianId/:date                                303 403 404 404 404
        POST /rota/:clinicianId/:date                               303 403 404 404 404
        POST /rota/:clinicianId/:date/removal                       303 403 404 404 404
        POST /rota/:clinicianId/:date/sickness                      303 403 404 404 404
        GET /warnings                                               303 403 200 200 200
        GET /warnings/:date/:part/:locationId                       303 403 200 200 200
        GET /practice                                               303 403 403 200 200
        POST /practice                                              303 403 403 409 409
        GET /locations                                              303 403 403 200 200
        POST /locations                                             303 403 403 422 422
        GET /locations/new                                          303 403 403 200 200
        GET /locations/:id/edit                                     303 403 403 200 200
        POST /locations/:id                                         303 403 403 409 409
        GET /locations/:id/removal                                  303 403 403 200 200
        POST /locations/:id/removal                                 303 403 403 409 409
        GET /opening                                                303 403 403 200 200
        POST /opening                                               303 403 403 409 409
        GET /cover                                                  303 403 403 200 200
        POST /cover                                                 303 403 403 409 409
        GET /cover/overrides                                        303 403 403 200 200
        POST /cover/overrides                                       303 403 403 422 422
        GET /cover/overrides/new                                    303 403 403 200 200
        GET /cover/overrides/:date/:part/:location                  303 403 403 404 404
        POST /cover/overrides/:date/:part/:location                 303 403 403 404 404
        POST /cover/overrides/:date/:part/:location/removal         303 403 403 404 404
        GET /imports/new                                            303 403 403 200 200
        POST /imports                                               303 403 403 422 422
        GET /imports/:id                                            303 403 403 404 404
        POST /imports/:id/confirmation                              303 403 403 404 404
        GET /export                                                 303 403 403 200 200
        GET /accounts                                               303 403 403 200 200
        GET /accounts/new                                           303 403 403 200 200
        POST /accounts                                              303 403 403 422 422
        GET /accounts/two-step                                      303 403 403 200 200
        POST /accounts/two-step                                     303 403 403 303 303
        GET /accounts/:id                                           303 403 403 200 200
        GET /accounts/:id/edit                                      303 403 403 200 200
        POST /accounts/:id                                          303 403 403 422 422
        GET /accounts/:id/permissions                               303 403 403 200 200
        POST /accounts/:id/permissions                              303 403 403 409 409
        GET /accounts/:id/password                                  303 403 403 200 200
        POST /accounts/:id/password                                 303 403 403 422 422
        GET /accounts/:id/logins                                    303 403 403 200 200
        POST /accounts/:id/logins/end                               303 403 403 303 303
        GET /logins                                                 303 200 200 200 200
        POST /logins/end                                            303 303 303 303 303
        POST /logins/:id/end                                        303 303 303 303 303
        GET /password                                               303 200 200 200 200
        POST /password                                              303 422 422 422 422
        GET /outbox                                                 303 403 403 200 200
        POST /outbox/retries                                        303 403 403 303 303
        POST /outbox/:id/retry                                      303 403 403 404 404
        GET /forgotten-password                                     200 200 200 200 200
        POST /forgotten-password                                    409 409 409 409 409
        GET /forgotten-password/sent                                200 200 200 200 200
        GET /reset-password                                         410 410 410 410 410
        POST /reset-password                                        410 410 410 410 410
        GET /reset-password/:token                                  404 404 404 404 404
        POST /accounts/:id/reset-link                               303 403 403 409 409
        GET /kept-form                                              303 303 303 303 303
        POST /kept-form/removal                                     303 303 303 303 303
        GET /profile                                                303 200 200 200 200
        POST /profile                                               303 422 422 422 422
        GET /profile/email                                          303 200 200 200 200
        POST /profile/email                                         303 409 409 409 409
        POST /profile/email/proof                                   303 303 303 303 303
        POST /profile/email/cancellation                            303 303 303 303 303
        GET /email                                                  410 410 410 410 410
        POST /email                                                 410 410 410 410 410
        GET /email/:token                                           404 404 404 404 404
        GET /two-step                                               303 200 200 200 200
        POST /two-step/secret                                       303 422 422 422 422
        GET /two-step/new                                           303 303 303 303 303
        POST /two-step                                              303 303 303 303 303
        GET /two-step/codes                                         303 200 200 200 200
        POST /two-step/codes                                        303 422 422 422 422
        GET /two-step/removal                                       303 200 200 200 200
        POST /two-step/removal                                      303 422 422 422 422
        GET /accounts/:id/two-step                                  303 403 403 200 200
        POST /accounts/:id/two-step/reset                           303 403 403 303 303
        GET /audit                                                  303 403 403 200 200
        GET /help                                                   303 200 200 200 200
        GET /accessibility                                          200 200 200 200 200
        GET /gallery                                                303 404 404 404 404
        GET /gallery/*name                                          303 404 404 404 404
        GET /clinicians                                             303 403 200 200 200
        GET /clinicians/new                                         303 403 200 200 200
        POST /clinicians                                            303 403 422 422 422
        GET /clinicians/:id                                         303 403 404 404 404
        GET /clinicians/:id/edit                                    303 403 404 404 404
        POST /clinicians/:id                                        303 403 404 404 404
        POST /clinicians/:id/invitations                            303 403 404 404 404
        POST /invitations/:id/revocation                            303 403 404 404 404
        GET /join/:token                                            404 404 404 404 404
        GET /join                                                   410 410 410 410 410
        POST /join                                                  410 410 410 410 410
        GET /clinicians/:id/terms/new                               303 403 404 404 404
        POST /clinicians/:id/terms                                  303 403 404 404 404
        GET /terms/:id                                              303 403 404 404 404
        GET /terms/:id/edit                                         303 403 404 404 404
        POST /terms/:id                                             303 403 404 404 404
        GET /terms/:id/end                                          303 403 404 404 404
        POST /terms/:id/end                                         303 403 404 404 404
        GET /terms/:id/delete                                       303 403 404 404 404
        POST /terms/:id/delete                                      303 403 404 404 404
        GET /terms/:id/adjustments/new                              303 403 404 404 404
        POST /terms/:id/adjustments                                 303 403 404 404 404
        GET /groups                                                 303 403 200 200 200
        GET /groups/new                                             303 403 200 200 200
        POST /groups                                                303 403 422 422 422
        GET /groups/:id/edit                                        303 403 200 200 200
        POST /groups/:id                                            303 403 409 409 409
        GET /groups/:id/delete                                      303 403 200 200 200
        POST /groups/:id/delete                                     303 403 409 409 409
        POST /supervision                                           303 403 409 409 409
        GET /closures                                               303 403 403 200 200
        POST /closures                                              303 403 403 422 422
        GET /closures/new                                           303 403 403 200 200
        GET /closures/bank-holidays                                 303 403 403 404 404
        POST /closures/bank-holidays                                303 403 403 404 404
        GET /closures/:id/edit                                      303 403 403 200 200
        POST /closures/:id                                          303 403 403 409 409
        POST /closures/:id/removal                                  303 403 403 409 409
        GET /leave                                                  303 403 200 200 200
        POST /leave                                                 303 403 422 422 422
        GET /leave/new                                              303 403 200 200 200
        GET /leave/:id/edit                                         303 403 404 404 404
        POST /leave/:id                                             303 403 404 404 404
        POST /leave/:id/cancellation                                303 403 404 404 404
        GET /locum-bookings                                         303 403 200 200 200
        POST /locum-bookings                                        303 403 422 422 422
        GET /locum-bookings/new                                     303 403 200 200 200
        GET /locum-bookings/:id/edit                                303 403 404 404 404
        POST /locum-bookings/:id                                    303 403 404 404 404
        POST /locum-bookings/:id/removal                            303 403 404 404 404
        GET /generations/new                                        303 403 200 200 200
        GET /generations                                            303 403 303 303 303
        POST /generations                                           303 403 422 422 422
        GET /generations/:id                                        303 403 404 404 404
        GET /generations/:id/events                                 303 403 404 404 404
        GET /generations/:id/gaps                                   303 403 404 404 404
        POST /generations/:id/cancellation                          303 403 404 404 404
        POST /generations/:id/early-end                             303 403 404 404 404
        POST /generations/:id/draft                                 303 403 404 404 404
        POST /generations/:id/discard                               303 403 404 404 404
        GET /publications                                           303 403 200 200 200
        POST /publications                                          303 403 404 404 404
        GET /publications/new                                       303 403 200 200 200
        GET /publications/:id                                       303 403 404 404 404
        GET /publications/:id/rollback                              303 403 404 404 404
        POST /publications/:id/rollback                             303 403 404 404 404
        GET /api-tokens                                             303 403 403 200 200
        GET /api-tokens/new                                         303 403 403 200 200
        POST /api-tokens                                            303 403 403 422 422
        POST /api-tokens/:id/revocation                             303 403 403 404 404
        GET /calendar                                               303 200 200 200 200
        POST /calendar                                              303 303 303 303 303
        POST /calendar/address                                      303 303 303 303 303
        POST /calendar/removal                                      303 303 303 303 303
        POST /clinicians/:id/calendar/removal                       303 403 404 404 404
        GET /cal/:file                                              404 404 404 404 404
        GET /help/api                                               200 200 200 200 200
        GET /api/v1/openapi.json                                    200 200 200 200 200
        GET /api/v1/practice                                        401 401 401 401 401
        GET /api/v1/locations                                       401 401 401 401 401
        GET /api/v1/clinicians                                      401 401 401 401 401
        GET /api/v1/clinicians/:id                                  401 401 401 401 401
        GET /api/v1/groups                                          401 401 401 401 401
        GET /api/v1/terms                                           401 401 401 401 401
        GET /api/v1/shifts                                          401 401 401 401 401
        GET /api/v1/cover                                           401 401 401 401 401
        GET /api/v1/gaps                                            401 401 401 401 401
        GET /api/v1/duty                                            401 401 401 401 401
        GET /notifications                                          303 200 200 200 200
        POST /notifications/reading                                 303 404 404 404 404
        GET /notifications/preferences                              303 403 200 200 200
        POST /notifications/preferences                             303 403 303 303 303
        GET /notifications/:id                                      303 404 404 404 404
        GET /unsubscribe/:token                                     404 404 404 404 404
        POST /unsubscribe/:token                                    404 404 404 404 404
        """

    func testEveryRoute_answersEachRoleAsTheTableSays() throws {
        var expected = [String: String](uniqueKeysWithValues: RoutesByRoleTests.rows)
        var stages = [nil, Role.clinician, .clinicAdmin, .manager, .admin].map(Stage.init)
        for route in App.siteMap {
            let name = "\(route.method) \(route.pattern)"
            let found = try stages.indices.map { String(try stages[$0].status(route.method, RoutesByRoleTests.example(route.pattern)).code) }.joined(separator: " ")
            let row = "\(name.padded(to: 60))\(found)"
            guard let wanted = expected.removeValue(forKey: name) else {
                XCTFail("the table has no row for\n        \(row)")
                continue
            }
            XCTAssertEqual(found, wanted, "\n        \(row)")
        }
        XCTAssertEqual(expected.keys.sorted(), [], "rows without a route")
    }

    /// ASVS 3.5.1: whoever is allowed to, but not by a form of another site.
    func testEveryPost_isForbiddenWithoutProofThatItIsOurForm() throws {
        let app = try TestApp()
        try app.signIn(as: .admin)
        _ = try app.get("/sign-in")
        for route in App.siteMap where route.method == "POST" && !RoutesByRoleTests.oneClick.contains(route.pattern) {
            let target = RoutesByRoleTests.example(route.pattern)
            XCTAssertEqual(try app.browser.post(target, csrf: .none).status, .forbidden, "\(target) without csrf")
            XCTAssertEqual(try app.browser.post(target, csrf: .forged("x")).status, .forbidden, "\(target) with a forged csrf")
            XCTAssertEqual(try app.browser.post(target, headers: ["Sec-Fetch-Site": "cross-site"]).status, .forbidden, "\(target) from another site")
            XCTAssertEqual(try app.browser.post(target, headers: ["Origin": "https://evil.example"]).status, .forbidden, "\(target) from another origin")
        }
    }

    /// The only POSTs that take no form of ours: mail programs send them, and the address holds the proof (RFC 8058).
    private static let oneClick: Set = ["/unsubscribe/:token"]

    func testOnlyUnsubscribing_takesWhatIsNotOurForm() {
        let found = Routes.all.filter { endpoint in
            if case .open(.oneClick, _) = endpoint.action { true } else { false }
        }
        XCTAssertEqual(Set(found.map(\.pattern)), RoutesByRoleTests.oneClick)
    }

    /// What each route asks for is what its row shows: only an open route answers a visitor with anything but the way to sign in, and a role is
    /// refused exactly what it has no permission for.
    func testTable_agreesWithAccess() {
        let rows = [String: String](uniqueKeysWithValues: RoutesByRoleTests.rows)
        for route in App.siteMap {
            let cells = (rows["\(route.method) \(route.pattern)"] ?? "").split(separator: " ")
            guard cells.count == 5 else { continue }
            // Who is signed in is nobody to the API: the tests of its tokens say who may what there.
            guard !route.access.hasPrefix("token:") else {
                XCTAssertEqual(Set(cells), ["401"], route.pattern)
                continue
            }
            if route.access != "anyone" { XCTAssertEqual(cells[0], "303", route.pattern) }
            let permission = Permission(rawValue: route.access)
            XCTAssertTrue(permission != nil || ["anyone", "staff", "dashboard"].contains(route.access), route.access)
            for (role, cell) in zip([Role.clinician, .clinicAdmin, .manager, .admin], cells.dropFirst()) {
                let isRefused = permission.map { !role.permissions.contains($0) } ?? (route.access == "dashboard" && role.permissions.isEmpty)
                XCTAssertEqual(cell == "403", isRefused, "\(route.pattern) for \(role)")
            }
        }
    }

    /// A practice that nothing was done to, with somebody in this role at the browser. A form that took effect calls for a new one.
    private struct Stage {
        let role: Role?
        private var app: TestApp?

        init(role: Role?) { self.role = role }

        mutating func status(_ method: String, _ target: String) throws -> Status {
            let app = try self.app ?? make()
            guard method == "POST" else {
                self.app = app
                return try app.get(target).status
            }
            let status = try app.post(target).status
            self.app = [.forbidden, .notFound, .unprocessableContent].contains(status) || (role == nil && status == .seeOther) ? app : nil
            return status
        }

        private func make() throws -> TestApp {
            let app = try TestApp()
            try app.makeAccount(role: .clinician, username: "other")
            if let role { try app.signIn(as: role) } else { _ = try app.get("/sign-in") }
            return app
        }
    }

    private static var rows: [(String, String)] {
        table.split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            return (words.prefix(2).joined(separator: " "), words.dropFirst(2).joined(separator: " "))
        }
    }

    /// An address that fits the pattern.
    static func example(_ pattern: String) -> String {
        let values = [":token": "x", ":date": "2026-11-23", ":part": "am", "*name": "sign-in/new"]
        return pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            values[String(segment)] ?? (segment.hasPrefix(":") ? "1" : String(segment))
        }.joined(separator: "/")
    }
}
