import Civil
import HTTP
import RotaDomain
import XCTest

@testable import RotaWeb

/// No page shows a link or a form that its reader may not use (issue 5.6): every page that links lead to is opened with each permission alone,
/// with all but one, and in each role.
final class LinksByPermissionTests: XCTestCase {
    private var found: Set<String> = []

    func testNoLink_leadsToWhatTheAccountMayNotDo() throws {
        let app = try RotaFixture.app()
        try app.publish(DayRange(day("2026-11-23"), day("2026-11-25")) ?? DayRange(day("2026-11-23")))
        _ = try app.addClinician("Dr <Noor> Nobody")
        let router = try Router(Routes.all.map { Route($0.method, $0.pattern, $0) })
        let everything = Set(Permission.allCases)
        let people: [(String, Role, Set<Permission>)] = Role.allCases.map { ("role-\($0.rawValue)", $0, $0.permissions) }
            + everything.map { ("only-\($0.rawValue)", .clinician, [$0]) } + everything.map { ("without-\($0.rawValue)", .manager, everything.subtracting([$0])) }
        for (username, role, permissions) in people {
            let account = try app.makeAccount(role: role, username: username, permissions: permissions)
            let browser = TestBrowser(app)
            XCTAssertEqual(try browser.signIn(username).status, .seeOther)
            try crawl(browser, account, router)
        }
        XCTAssertEqual(found.sorted(), [])
    }

    private func crawl(_ browser: TestBrowser, _ account: Account, _ router: Router<Endpoint>) throws {
        var waiting = [("/", "start")], seen: Set<String> = []
        while let (path, origin) = waiting.popLast() {
            let pattern = path.replacing(#/\d+/#, with: "1").split(separator: "?").first.map(String.init) ?? "/"
            guard seen.insert(pattern).inserted else { continue }
            var page = try browser.get(path)
            while let next = page.location { page = try browser.get(next) }
            if page.status == .forbidden { found.insert("\(pattern) from \(origin)") }
            guard page.status == .ok, page.headers["Content-Type"]?.hasPrefix("text/html") == true else { continue }
            waiting += page.text.matches(of: #/href="(/[^"#]*)"/#).map { String($0.1).replacing("&amp;", with: "&") }.filter { !$0.hasPrefix("/assets") }.map { ($0, pattern) }
            for form in page.text.matches(of: #/<form[^>]*method="post"[^>]*action="([^"]*)"/#) {
                guard case .found(let endpoint, _) = router.match(.post, try Request(.post, String(form.1)).path), case .staff(let access, _) = endpoint.action else { continue }
                if !access.allows(account) { found.insert("POST \(form.1.replacing(#/\d+/#, with: "1")) from \(pattern)") }
            }
        }
        XCTAssertGreaterThan(seen.count, 4, "\(account.username)")
    }
}
