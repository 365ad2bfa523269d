import Civil
import HTTP
import RotaDomain
import RotaStore
import Secrets
import SQLite

/// The program behind the socket: a request in, a response out. `respond` never throws and never traps.
package struct App: Sendable {
    let practice: Practice
    private let router: Router<Endpoint>
    private let submissions = PendingSubmissions()
    private let log: Log

    /// Throws when two routes answer to the same address.
    package init(practice: Practice, log: Log = Log { _ in }) throws {
        self.practice = practice
        self.log = log
        let clock = practice.clock
        practice.errands.report { error in
            log.write(.error, at: clock.now()) { line in line.add("error", String(describing: error)) }
        }
        let names = Dictionary(uniqueKeysWithValues: RouteName.list(Routes.all.map(\.pattern)).map { ($0.pattern, $0) })
        router = try Router(
            Routes.all.map { endpoint in
                var endpoint = endpoint
                endpoint.name = names[endpoint.pattern] ?? .none
                return Route(endpoint.method, endpoint.pattern, endpoint)
            })
    }

    /// The site map, a line a route.
    package static var siteMap: [(method: String, pattern: String, access: String)] {
        Routes.all.map { ($0.method.rawValue, $0.pattern, $0.accessName) }
    }

    package func respond(to request: Request) -> Response {
        let request = request.behind(practice.settings.trustedProxies)
        return finish(request) { note in
            guard let (route, response) = quickAnswer(request) else { return answer(request, &note) }
            note.route = route
            return response
        }
    }

    /// The whole answer to what needs neither database nor template, so that a thread which others wait for may give it; nil for everything else.
    package func quick(_ request: Request) -> Response? {
        guard let (route, response) = quickAnswer(request) else { return nil }
        return finish(request.behind(practice.settings.trustedProxies)) { note in
            note.route = route
            return response
        }
    }

    /// What the listener of its own for metrics answers.
    package func respondToMonitor(_ request: Request) -> Response {
        finish(request) { note in
            note.route = .metrics
            guard request.target == "/metrics", request.method == .get || request.method == .head else { return errorPage(.notFound, request) }
            return MetricsController.answer(practice)
        }
    }

    /// Logs and counts what the listener that sends browsers to https answers. The headers of every answer are not for it: without TLS none may speak of
    /// transport security (RFC 6797 §7.2).
    package func noteRedirect(_ request: Request, _ answer: (Request) -> Response) -> Response {
        noted(request) { note in
            note.route = .redirect
            var response = answer(request)
            response.headers.add(request.id)
            return response
        }
    }

    /// The answer to what the server refuses before it has become a request.
    package func refusal(_ status: Status, _ id: RequestID) -> Response {
        var response = ErrorPage.render(practice, id, status)
        SecurityHeaders.apply(to: &response, id: id, isSecure: practice.settings.isSecure)
        return response
    }

    /// Whether the request is for the few threads that check passwords.
    package func isCostly(_ request: Request) -> Bool {
        guard request.method == .post, case .found(let endpoint, _) = router.match(request.method, request.path) else { return false }
        return endpoint.isCostly
    }

    /// Gives the answer the headers of every answer, and notes it.
    private func finish(_ request: Request, _ answer: (inout RequestLog) -> Response) -> Response {
        noted(request) { note in
            var response = answer(&note)
            SecurityHeaders.apply(to: &response, id: request.id, isSecure: request.isSecure || practice.settings.isSecure)
            return response
        }
    }

    /// Times, counts and logs the answer.
    private func noted(_ request: Request, _ answer: (inout RequestLog) -> Response) -> Response {
        let requests = practice.metrics.requests
        requests.underWay.add(1, ordering: .relaxed)
        defer { requests.underWay.subtract(1, ordering: .relaxed) }
        let start = Clock.nanoseconds
        var note = RequestLog()
        let response = answer(&note)
        let time = Clock.nanoseconds - start
        requests.count(note.route, request.method, response.status, nanoseconds: time)
        log.write(.info, at: practice.clock.now()) { line in note.fill(&line, request, response, nanoseconds: time) }
        return response
    }

    private func quickAnswer(_ request: Request) -> (RouteName, Response)? {
        guard request.method == .get || request.method == .head else { return nil }
        if request.target == "/healthz" { return (.health, HealthController.alive) }
        guard Assets.mayHave(request), request.form != .absolute(secure: true), let asset = practice.assets.find(request) else { return nil }
        return (.assets, asset.response(to: request, now: practice.clock.now().seconds))
    }

    /// The largest body, in bytes, that is taken for a request of which only the head has come: more than a small form's only
    /// from somebody signed in, and more than a form's only for an upload by who may send one, so that strangers can't fill the memory.
    package func bodyLimit(for request: Request) -> Int {
        let settings = practice.settings, request = request.behind(settings.trustedProxies)
        if let announced = request.headers["Content-Length"].flatMap(Int.init), announced <= settings.strangerBytes { return settings.strangerBytes }
        guard case .found(let endpoint, let parameters) = router.match(request.method, request.path), case .staff(let access, _) = endpoint.action,
            let context = try? Authentication(practice: practice).find(request, parameters)
        else { return keptLimit(for: request) }
        return endpoint.takesFiles && access.allows(context.account) ? settings.uploadBytes : settings.formBytes
    }

    /// Of somebody whose login ran out, a longer form is taken too: it is kept until they are signed in again.
    private func keptLimit(for request: Request) -> Int {
        let settings = practice.settings
        guard (try? Authentication(practice: practice).expired(request)) != nil else { return settings.strangerBytes }
        return max(settings.strangerBytes, min(settings.formBytes, KeptForms.maximumBytes))
    }

    private func answer(_ request: Request, _ note: inout RequestLog) -> Response {
        // An https address may be served over a secured connection only (RFC 9110 §7.4), be it one to a proxy in front.
        if request.form == .absolute(secure: true), !request.isSecure, !practice.settings.isSecure { return errorPage(.misdirectedRequest, request) }
        if Assets.mayHave(request) {
            note.route = .assets
            guard let asset = practice.assets.find(request) else { return errorPage(.notFound, request) }
            guard request.method != .options else { return .options(allow: Assets.methods) }
            guard Assets.methods.contains(request.method) else { return methodNotAllowed(Assets.methods, request) }
            return asset.response(to: request, now: practice.clock.now().seconds)
        }
        switch router.match(request) {
        case .notFound:
            return errorPage(.notFound, request)
        case .options(let allow):
            return .options(allow: allow)
        case .methodNotAllowed(let allow):
            return methodNotAllowed(allow, request)
        case .found(let endpoint, let parameters):
            note.route = endpoint.name
            do {
                return try perform(endpoint, request, parameters, &note)
            } catch {
                return answer(error, request)
            }
        }
    }

    /// RFC 9110 §15.5.6.
    private func methodNotAllowed(_ allow: [HTTP.Method], _ request: Request) -> Response {
        var response = errorPage(.methodNotAllowed, request)
        response.allow(allow)
        return response
    }

    /// Who it is, whether they may, and whether it comes from a page of ours is looked at before a body's form is read.
    private func perform(_ endpoint: Endpoint, _ request: Request, _ parameters: RouteParameters, _ note: inout RequestLog) throws -> Response {
        let isPost = request.method == .post
        switch endpoint.action {
        case .open(.monitors, let action), .open(.programs, let action):
            return try action(Visitor(practice: practice, request: request, parameters: parameters, form: FormBody(fields: FormFields()), csrf: ""))
        case .open(.oneClick, let action):
            return try action(Visitor(practice: practice, request: request, parameters: parameters, form: try readForm(request), csrf: ""))
        case .open(.anyone, let action):
            let visit = Visit(practice: practice, request: request)
            if isPost, !visit.mayPost { throw PageError.outdatedForm }
            let form = isPost ? try readForm(request) : FormBody(fields: FormFields())
            if isPost, !visit.accepts(form) { throw PageError.outdatedForm }
            var response = try action(Visitor(practice: practice, request: request, parameters: parameters, form: form, csrf: visit.csrf))
            visit.remember(in: &response)
            return response
        case .staff(let access, let action):
            guard let context = try Authentication(practice: practice).signedIn(request, parameters) else { return try toSignIn(request, endpoint) }
            note.account = context.account.id
            if context.mustSetUpTwoStep, !endpoint.isOpenWhileTwoStepIsDue { return .redirect(to: Paths.twoStep) }
            guard access.allows(context.account) else { throw PageError.forbidden }
            return isPost ? try answerPost(context, action) : try answerGet(context, action)
        case .api(let access, let operation):
            return try APIGate(practice: practice).answer(request, endpoint, parameters, access, operation, &note)
        }
    }

    private func answerPost(_ visitor: SignedIn, _ action: (SignedIn) throws -> Response) throws -> Response {
        guard CrossSite.isSameOrigin(visitor.request, practice.settings) else { throw PageError.outdatedForm }
        var context = visitor
        context.form = try readForm(visitor.request)
        guard constantTimeEquals(Array((context.form["csrf"] ?? "").utf8), Array(context.csrf.utf8)) else { throw PageError.outdatedForm }
        var response = try submissions.once(context.form["once"] ?? "", context) { [context] in try action(context) }
        if context.form["kept"] != nil, response.status == .seeOther { try context.keptForms.drop(of: context.account, in: &response) }
        return response
    }

    private func readForm(_ request: Request) throws(FormError) -> FormBody { try FormBody(request, maximumFields: 5_000) }

    private func answerGet(_ context: SignedIn, _ action: (SignedIn) throws -> Response) throws -> Response {
        let response = try action(context)
        let request = context.request
        let isPage = response.status == .ok && response.headers["Content-Type"]?.hasPrefix("text/html") == true
        let showed = isPage && request.method == .get && request.headers["X-Fragment"] == nil
        if context.login.flash != nil, showed {
            // Should it fail, the words are shown once more, which is better than no page.
            practice.flashes.say(nil, to: context.login.id, in: practice.store)
        }
        return response
    }

    /// What somebody sent whose login had run out is kept for them.
    private func toSignIn(_ request: Request, _ endpoint: Endpoint) throws -> Response {
        guard KeptForms.takes(endpoint, request), CrossSite.isSameOrigin(request, practice.settings),
            let expired = try Authentication(practice: practice).expired(request), let form = try? readForm(request)
        else { return toSignIn(request) }
        let kept = KeptForms(practice: practice, request: request)
        guard let token = try kept.keep(form, of: expired) else { return toSignIn(request) }
        var response = Response.redirect(to: Paths.signInAgain(next: pageOfForm(request) ?? Paths.home, because: .formKept))
        kept.hand(token, in: &response)
        return response
    }

    private func toSignIn(_ request: Request) -> Response {
        let target = request.method == .get || request.method == .head ? request.target : "/"
        return .redirect(to: target == "/" ? Paths.signIn : "\(Paths.signIn)?next=\(PercentEncoding.encode(target))")
    }

    /// The one place that maps errors to pages. The error's own text goes to the log, never to the user.
    private func answer(_ error: any Error, _ request: Request) -> Response {
        switch error {
        case PageError.notFound: return errorPage(.notFound, request)
        case PageError.forbidden: return errorPage(.forbidden, request)
        case PageError.outdatedForm: return errorPage(.forbidden, request, ErrorPage.outdated(pageOfForm(request)))
        case PageError.stale(let what): return errorPage(.conflict, request, ErrorPage.changed(what, pageOfForm(request)))
        case PageError.underWay: return errorPage(.conflict, request, ErrorPage.underWay(pageOfForm(request)))
        case let error as FormError: return errorPage(error.status, request)
        default:
            let failure = StoreFailure(error)
            log.write(.error, at: practice.clock.now()) { line in
                line.add("request_id", request.id)
                line.add("error", String(describing: error))
                guard let failure else { return }
                line.add("fault", failure.rawValue)
                line.add("advice", failure.advice)
            }
            guard let failure else { return errorPage(.internalServerError, request) }
            if failure == .damaged { practice.readiness.noteDamage() }
            var response = errorPage(.serviceUnavailable, request, failure.words(reads: request.method == .get || request.method == .head))
            response.headers["Retry-After"] = String(failure.retryAfter)
            return response
        }
    }

    private func errorPage(_ status: Status, _ request: Request, _ words: ErrorPage.Words? = nil) -> Response {
        if APIProblem.concerns(request) { return APIProblem(status, detail: words?.message).response(practice, request.id, request) }
        let reader = try? Authentication(practice: practice).signedIn(request, RouteParameters())
        return ErrorPage.render(practice, request.id, status, words: words, to: reader)
    }

    /// Where the form that was sent is made: the page that the browser says it came from, where that is one of ours to open, or the one
    /// that goes with the form's own address.
    private func pageOfForm(_ request: Request) -> String? {
        let path = String(describing: request.path)
        let above = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        return ([Paths.referrer(of: request)].compactMap { $0 } + [path, path + "/edit", above]).first(where: isPage)
    }

    private func isPage(_ target: String) -> Bool {
        guard target != Paths.home, let opened = try? Request(.get, target, headers: [:]), case .found = router.match(.get, opened.path) else { return false }
        return true
    }
}
