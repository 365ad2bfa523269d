import HTTP
import RotaDomain
import Secrets
import XCTest

@testable import RotaWeb

/// One browser with its cookies. Several may use one `TestApp`. A 500 fails the test with what the program logged.
final class TestBrowser {
    /// Which `csrf` field a POST carries.
    enum Proof {
        /// The right one for this browser.
        case right
        case none
        case forged(String)
    }

    private struct Cookie {
        let value: String
        let path: String
    }

    private unowned let app: TestApp
    private var cookies: [String: Cookie] = [:]
    private var posts = 0
    var address = "192.0.2.10"
    var agent = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
    var isSecure = false

    init(_ app: TestApp) { self.app = app }

    func cookie(_ name: String) -> String? { cookies[name]?.value }
    func setCookie(_ name: String, _ value: String?) { cookies[name] = value.map { Cookie(value: $0, path: "/") } }

    func get(_ target: String, headers: KeyValuePairs<String, String> = [:]) throws -> TestResponse { try send(.get, target, headers: headers) }

    /// A form's POST with `csrf` and a fresh `once`, unless said otherwise.
    func post(
        _ target: String, _ fields: KeyValuePairs<String, String> = [:], csrf: Proof = .right, once: String? = nil, headers: KeyValuePairs<String, String> = [:]
    ) throws -> TestResponse {
        try post(target, pairs: fields.map { ($0.key, $0.value) }, csrf: csrf, once: once, headers: headers)
    }

    func post(
        _ target: String, pairs: [(String, String)], csrf: Proof = .right, once: String? = nil, headers: KeyValuePairs<String, String> = [:]
    ) throws -> TestResponse {
        posts += 1
        var pairs = pairs.filter { $0.0 != "csrf" && $0.0 != "once" }
        switch csrf {
        case .right: pairs.append(("csrf", try proof(for: target)))
        case .forged(let text): pairs.append(("csrf", text))
        case .none: break
        }
        pairs.append(("once", once ?? "once-\(posts)"))
        let body = PercentEncoding.query(pairs.map { (name: $0.0, value: $0.1) })
        return try send(.post, target, headers: headers, type: "application/x-www-form-urlencoded", body: Array(body.utf8))
    }

    /// The request of a form's POST, for a test that sends several at once.
    func request(_ method: HTTP.Method, _ target: String, _ fields: KeyValuePairs<String, String>) throws -> Request {
        posts += 1
        let pairs = fields.map { (name: $0.key, value: $0.value) } + [(name: "csrf", value: try proof(for: target)), (name: "once", value: "once-\(posts)")]
        var request = try Request(method, target, headers: headers(for: target, [:], "application/x-www-form-urlencoded"), body: Array(PercentEncoding.query(pairs).utf8))
        request.remoteAddress = address
        return request
    }

    /// Sends the page's form back as it was shown, with the given answers in place of its own.
    func submit(_ page: TestResponse, form action: String, changing answers: [String: String] = [:]) throws -> TestResponse {
        let shown = page.formFields(action).map { ($0.0, answers[$0.0] ?? $0.1) }
        let added = answers.filter { name, _ in !shown.contains { $0.0 == name } }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return try post(action, pairs: shown + added)
    }

    func send(_ method: HTTP.Method, _ target: String, headers extra: KeyValuePairs<String, String> = [:], type: String? = nil, body: [UInt8] = []) throws -> TestResponse {
        var request = try Request(method, target, headers: headers(for: target, extra, type), body: body)
        request.remoteAddress = address
        request.isSecure = isSecure
        request.id = RequestID(number: UInt64(posts))
        let response = TestResponse(app.app.respond(to: request))
        keepCookies(of: response)
        if response.status == .internalServerError { XCTFail("\(method.rawValue) \(target) answered 500: \(app.log.suffix(2))") }
        return response
    }

    /// Goes where the answer leads, until a page is there.
    func follow(_ response: TestResponse) throws -> TestResponse {
        var response = response
        for _ in 0..<10 {
            guard let location = response.location else { return response }
            response = try get(location)
        }
        XCTFail("more than ten redirects, the last to \(response.location ?? "")")
        return response
    }

    @discardableResult
    func signIn(as role: Role) throws -> Account {
        let account = try app.account(role.rawValue) ?? app.makeAccount(role: role)
        let response = try signIn(account.username)
        XCTAssertEqual(response.status, .seeOther, "sign-in as \(role)")
        return account
    }

    func signIn(_ name: String, password: String = TestApp.password, next: String = "/") throws -> TestResponse {
        try post("/sign-in", ["username": name, "password": password, "next": next])
    }

    /// What the `csrf` field must be: of the visit on pages for anyone, else of the login.
    private func proof(for target: String) throws -> String {
        let isOpen = TestBrowser.isOpen(target)
        if isOpen, visit == nil { _ = try get("/sign-in") }
        return (isOpen ? visit : login).map { Visit.proof(of: $0) } ?? ""
    }

    private static func isOpen(_ target: String) -> Bool {
        let segments = target.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
        return openPosts.contains { pattern in
            pattern.count == segments.count && zip(pattern, segments).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
        }
    }

    /// The patterns of the forms that anyone may send, by segment.
    private static let openPosts = Routes.all.filter { $0.method == .post && $0.accessName == "anyone" }.map { $0.pattern.split(separator: "/", omittingEmptySubsequences: false) }

    private var visit: String? { cookie("__Host-visit") ?? cookie("visit") }
    private var login: String? { cookie("__Host-login") ?? cookie("login") }

    private func headers(for target: String, _ extra: KeyValuePairs<String, String>, _ type: String?) -> Headers {
        var headers: Headers = ["Host": "rota.test", "User-Agent": agent]
        let sent = cookies.filter { target.hasPrefix($0.value.path) }.sorted { $0.key < $1.key }
        if !sent.isEmpty { headers.add("Cookie", sent.map { "\($0.key)=\($0.value.value)" }.joined(separator: "; ")) }
        if let type { headers.add("Content-Type", type) }
        for (name, value) in extra { headers[name] = value }
        return headers
    }

    private func keepCookies(of response: TestResponse) {
        for line in response.headers.values("Set-Cookie") {
            let parts = line.split(separator: ";").map { $0.trimmingSpaces }
            let pair = (parts.first ?? "").split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard pair.count == 2 else { continue }
            let path = parts.first { $0.hasPrefix("Path=") }.map { String($0.dropFirst(5)) } ?? "/"
            cookies[pair[0]] = parts.contains("Max-Age=0") ? nil : Cookie(value: pair[1], path: path)
        }
    }
}
