import HTTP

/// What the program does with a request once it is read: finds its route, reads its fields and form, answers with some of its text.
enum RequestUses {
    private static let router = try? Router<Int>([
        Route(.get, "/", 0), Route(.get, "/a", 1), Route(.post, "/a", 2), Route(.get, "/a/:id", 3), Route(.get, "/a/new", 4), Route(.put, "/a/:id/b", 5), Route(.get, "/c/*rest", 6),
    ])

    static func check(_ request: Request) {
        checkPath(request.path)
        checkQuery(request.query)
        checkAnswer(request)
        checkRoute(request)
        _ = try? FormBody(request, maximumFields: 100)
        _ = request.cookies["login"]
        _ = HostAndPort(request.authority)
    }

    /// No way out of a folder, and one canonical form.
    private static func checkPath(_ path: RequestPath) {
        for segment in path.segments {
            expect(segment != "." && segment != "..", "dot segment")
            expect(segment.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0x2F && $0 != 0x5C } || segment == "*", "slash or control character in a segment")
        }
        guard path.segments != ["*"] else { return }
        guard let again = try? Request(.get, path.description) else { return expect(false, "canonical path refused: \(path)") }
        expectEqual(again.path, path, "canonical path read otherwise")
    }

    private static func checkQuery(_ query: FormFields) {
        let written = PercentEncoding.query(query.fields.map { ($0.name, $0.value) })
        guard let again = try? FormFields(urlEncoded: Array(written.utf8)[...]) else { return expect(false, "query refused when written again: \(written)") }
        // A field without name and value is written as "=", which is one again.
        expectEqual(again, query, "query read otherwise when written again")
    }

    /// Whatever a client sent, an answer that repeats it has the fields that were set, and no others.
    private static func checkAnswer(_ request: Request) {
        var response = Response.redirect(to: request.target + (request.query.fields.first?.value ?? ""))
        for (name, value) in request.headers.all.prefix(4) { response.headers.add(name, value) }
        let own = ["date", "connection", "content-length", "transfer-encoding"]
        let expected = response.headers.all.filter { !own.contains($0.name.lowercased()) }.count
        var writer = ResponseWriter()
        var out: [UInt8] = []
        _ = writer.append(response, method: request.method, minorVersion: request.minorVersion, keepAlive: request.keepsAlive, now: 0, to: &out)
        let lines = out.split(separator: 0x0A, omittingEmptySubsequences: false)
        expect(lines.dropLast().allSatisfy { $0.last == 0x0D && !$0.dropLast().contains(0x0D) }, "stray line end in an answer")
        let connection = request.keepsAlive && request.minorVersion == 1 ? 0 : 1
        // Status line, Date, Content-Length, the empty line and what follows it.
        expectEqual(lines.count, expected + connection + 5, "fields of the answer")
    }

    private static func checkRoute(_ request: Request) {
        guard let match = router?.match(request.method, request.path) else { return expect(false, "no router") }
        switch match {
        case .found(let action, let parameters):
            if action == 3 { expect(parameters["id"]?.isEmpty == false, "empty parameter") }
            if let id = parameters.int("id") { expectEqual("\(id)", parameters["id"] ?? "", "id") }
        case .methodNotAllowed(let allow): expect(!allow.isEmpty && !allow.contains(request.method), "Allow holds the method refused")
        case .options(let allow): expect(request.method == .options && !allow.isEmpty, "options")
        case .notFound: break
        }
    }
}
