/// What was given for the parameters of a route's pattern.
package struct RouteParameters: Sendable, Equatable {
    private let pairs: [String: String]

    package init(_ pairs: [String: String] = [:]) { self.pairs = pairs }

    package subscript(name: String) -> String? { pairs[name] }

    /// A whole number without sign or leading zero, as ids are written; nil for anything else.
    package func int(_ name: String) -> Int? {
        guard let text = pairs[name], text.utf8.allSatisfy(ASCII.isDigit), text == "0" || !text.hasPrefix("0") else { return nil }
        return Int(text)
    }
}

/// A fault in the table of routes, found when the program starts.
package enum RouterError: Error, Sendable, Equatable {
    case badPattern(String)
    /// Two patterns that match the same paths with the same method.
    case duplicate(Method, String, String)
}

/// One row of the site map. A pattern is made of literal segments, `:name` for one segment and, last only, `*name` for all that follow.
package struct Route<Action> {
    package let method: Method
    package let pattern: String
    package let action: Action

    package init(_ method: Method, _ pattern: String, _ action: Action) {
        self.method = method
        self.pattern = pattern
        self.action = action
    }
}

extension Route: Sendable where Action: Sendable {}

/// Finds the action for a method and a path by walking a tree of segments. A literal stands before a parameter, and a parameter before `*`,
/// at each segment from the left; the first path that fits decides, whatever its methods.
package struct Router<Action> {
    package enum Match {
        case found(Action, RouteParameters)
        /// The path exists, with these methods: answer 405 with `Allow` (RFC 9110 §15.5.6).
        case methodNotAllowed(allow: [Method])
        /// An OPTIONS that no route answers itself: 204 with `Allow` (RFC 9110 §9.3.7).
        case options(allow: [Method])
        case notFound
    }

    private struct Node {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var rest: Int?
        /// Positions in `routes`.
        var ends: [Int] = []
    }

    /// In the order given, for printing.
    package let routes: [Route<Action>]
    private let names: [[String]]
    private var nodes = [Node()]

    package init(_ routes: [Route<Action>]) throws(RouterError) {
        self.routes = routes
        var names: [[String]] = []
        for route in routes { names.append(try Router.parameterNames(route.pattern)) }
        self.names = names
        for index in routes.indices { try insert(index) }
    }

    /// Also decides about requests that concern no path: `OPTIONS *` (RFC 9110 §9.3.7), and CONNECT, for which nothing is allowed here (§9.3.6).
    package func match(_ request: Request) -> Match {
        switch request.form {
        case .origin, .absolute: match(request.method, request.path)
        case .asterisk: .options(allow: allowed(Array(routes.indices)))
        case .authority: .methodNotAllowed(allow: [])
        }
    }

    package func match(_ method: Method, _ path: RequestPath) -> Match {
        var values: [String] = []
        guard let ends = find(path.segments[...], from: 0, &values) else { return .notFound }
        // HEAD is served by GET (RFC 9110 §9.3.2) unless a route says otherwise.
        let wanted = ends.first { routes[$0].method == method } ?? (method == .head ? ends.first { routes[$0].method == .get } : nil)
        guard let index = wanted else { return method == .options ? .options(allow: allowed(ends)) : .methodNotAllowed(allow: allowed(ends)) }
        guard !values.isEmpty else { return .found(routes[index].action, RouteParameters()) }
        return .found(routes[index].action, RouteParameters(Dictionary(zip(names[index], values)) { first, _ in first }))
    }

    private func allowed(_ ends: [Int]) -> [Method] {
        let methods = ends.map { routes[$0].method }
        return Method.allCases.filter { methods.contains($0) || ($0 == .head && methods.contains(.get)) || $0 == .options }
    }

    private func find(_ segments: ArraySlice<String>, from node: Int, _ values: inout [String]) -> [Int]? {
        guard let segment = segments.first else { return nodes[node].ends.isEmpty ? nil : nodes[node].ends }
        if let next = nodes[node].literals[segment], let found = find(segments.dropFirst(), from: next, &values) { return found }
        guard !segment.isEmpty else { return nil }
        if let next = nodes[node].parameter {
            values.append(segment)
            if let found = find(segments.dropFirst(), from: next, &values) { return found }
            values.removeLast()
        }
        guard let next = nodes[node].rest, !segments.contains("") else { return nil }
        values.append(segments.joined(separator: "/"))
        return nodes[next].ends
    }

    private mutating func insert(_ index: Int) throws(RouterError) {
        let route = routes[index]
        var node = 0
        for segment in Router.segments(route.pattern) { node = child(of: node, for: segment) }
        if let other = nodes[node].ends.first(where: { routes[$0].method == route.method }) {
            throw .duplicate(route.method, routes[other].pattern, route.pattern)
        }
        nodes[node].ends.append(index)
    }

    private mutating func child(of node: Int, for segment: Substring) -> Int {
        let existing: Int?
        switch segment.first {
        case ":": existing = nodes[node].parameter
        case "*": existing = nodes[node].rest
        default: existing = nodes[node].literals[String(segment)]
        }
        if let existing { return existing }
        let next = nodes.count
        nodes.append(Node())
        switch segment.first {
        case ":": nodes[node].parameter = next
        case "*": nodes[node].rest = next
        default: nodes[node].literals[String(segment)] = next
        }
        return next
    }

    private static func segments(_ pattern: String) -> [Substring] {
        pattern == "/" ? [] : pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    }

    private static func parameterNames(_ pattern: String) throws(RouterError) -> [String] {
        guard pattern.hasPrefix("/") else { throw .badPattern(pattern) }
        let segments = segments(pattern)
        var names: [String] = []
        for (index, segment) in segments.enumerated() {
            guard !segment.isEmpty else { throw .badPattern(pattern) }
            guard let mark = segment.first, mark == ":" || mark == "*" else { continue }
            let name = String(segment.dropFirst())
            guard !name.isEmpty, !names.contains(name), mark == ":" || index == segments.count - 1 else { throw .badPattern(pattern) }
            names.append(name)
        }
        return names
    }
}

extension Router: Sendable where Action: Sendable {}
extension Router.Match: Sendable where Action: Sendable {}
