import HTTP
import RotaDomain
import XCTest

@testable import RotaWeb

/// What a single permission opens, whoever holds it.
final class RoutesByPermissionTests: XCTestCase {
    /// Issue 5.6: one permission opens its own routes and nothing else; all the others together don't open them.
    func testEveryPermission_opensItsOwnRoutes_andNothingElseDoes() throws {
        for permission in Permission.allCases {
            let (with, without) = (Holder([permission]), Holder(Set(Permission.allCases).subtracting([permission])))
            for route in App.siteMap {
                guard let wanted = Permission(rawValue: route.access) else { continue }
                let target = RoutesByRoleTests.example(route.pattern)
                if wanted == permission {
                    XCTAssertNotEqual(try with.status(route.method, target), .forbidden, "\(route.method) \(target) with \(permission) alone")
                    XCTAssertEqual(try without.status(route.method, target), .forbidden, "\(route.method) \(target) with all but \(permission)")
                } else {
                    XCTAssertEqual(try with.status(route.method, target), .forbidden, "\(route.method) \(target) with \(permission) alone")
                }
            }
        }
    }

    /// Somebody with exactly these permissions, at a practice that nothing was done to.
    private final class Holder {
        private let permissions: Set<Permission>
        private var app: TestApp?

        init(_ permissions: Set<Permission>) { self.permissions = permissions }

        func status(_ method: String, _ target: String) throws -> Status {
            let app = try self.app ?? make()
            let status = try method == "POST" ? app.post(target).status : app.get(target).status
            self.app = method == "GET" || [.forbidden, .notFound, .unprocessableContent].contains(status) ? app : nil
            return status
        }

        private func make() throws -> TestApp {
            let app = try TestApp()
            // Of the route's example, `1`: below the holder in everything, so that only the guard can refuse.
            try app.makeAccount(role: .clinician, username: "other")
            let holder = try app.makeAccount(role: .manager, username: "holder", permissions: permissions)
            XCTAssertEqual(holder.permissions, permissions)
            XCTAssertEqual(try app.browser.signIn("holder").status, .seeOther)
            return app
        }
    }
}
