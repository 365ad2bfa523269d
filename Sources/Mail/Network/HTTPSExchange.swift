/// One POST over TLS, with its certificate checked: as little of HTTP/1.1 (RFC 9112) as a token needs.
enum HTTPSExchange {
    struct Response {
        let status: Int
        let body: [UInt8]
    }

    private static let bodyLimit = 65_536

    static func post(_ url: String, _ form: String, milliseconds: Int, _ watch: Watch) throws(MailError) -> Response {
        guard let place = Place(url) else { throw MailError(.token, "\(url) is no https address.") }
        guard let client = TLSClient(host: place.host, verifies: true) else { throw MailError(.token, "TLS could not be set up on this machine.") }
        let request = """
            POST \(place.path) HTTP/1.1\r
            Host: \(place.authority)\r
            Content-Type: application/x-www-form-urlencoded\r
            Content-Length: \(form.utf8.count)\r
            Accept: application/json\r
            Connection: close\r
            \r
            \(form)
            """
        do throws(NetworkStream.Trouble) {
            let stream = try NetworkStream.connect(place.host, place.port, milliseconds: milliseconds, watch)
            try stream.secure(client, milliseconds: milliseconds)
            try stream.write(Array(request.utf8), milliseconds: milliseconds)
            guard let response = try read(stream, Deadline(milliseconds: milliseconds), milliseconds) else {
                throw NetworkStream.Trouble.failed("\(place.host) answered with something that is not HTTP")
            }
            return response
        } catch {
            throw MailError(.token, "\(place.host): \(error.words)")
        }
    }

    private static func read(_ stream: NetworkStream, _ deadline: Deadline, _ milliseconds: Int) throws(NetworkStream.Trouble) -> Response? {
        func line() throws(NetworkStream.Trouble) -> String? { try stream.readLine(limit: 8_192, until: deadline, milliseconds).map { String(decoding: $0, as: UTF8.self) } }
        guard let start = try line(), start.hasPrefix("HTTP/1."), let status = start.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        var length: Int?, isChunked = false, fields = 0
        while let field = try line(), !field.isEmpty {
            fields += 1
            guard fields < 100 else { return nil }
            let parts = field.split(separator: ":", maxSplits: 1).map { String($0).lowercased() }
            guard parts.count == 2 else { continue }
            let value = parts[1].filter { $0 != " " && $0 != "\t" }
            if parts[0] == "content-length" { length = Int(value) }
            if parts[0] == "transfer-encoding" { isChunked = value == "chunked" }
        }
        var body: [UInt8] = []
        if isChunked {
            while let head = try line(), let size = Int(head.prefix { $0.isHexDigit }, radix: 16), size > 0 {
                guard size <= bodyLimit, body.count + size <= bodyLimit else { return nil }
                body += try exactly(size + 2, stream, deadline, milliseconds).dropLast(2)
            }
        } else if let length {
            guard (0...bodyLimit).contains(length) else { return nil }
            body = try exactly(length, stream, deadline, milliseconds)
        } else {
            while let more = try stream.readSome(until: deadline, milliseconds) {
                body += more
                guard body.count <= bodyLimit else { return nil }
            }
        }
        return Response(status: status, body: body)
    }

    private static func exactly(_ count: Int, _ stream: NetworkStream, _ deadline: Deadline, _ milliseconds: Int) throws(NetworkStream.Trouble) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let more = try stream.readSome(upTo: count - bytes.count, until: deadline, milliseconds) else { throw .closed }
            bytes += more
        }
        return bytes
    }

    /// `https://host[:port]/path`.
    struct Place: Equatable {
        let host: String
        let port: Int
        let authority: String
        let path: String

        init?(_ url: String) {
            guard url.hasPrefix("https://"), url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
            let rest = url.dropFirst(8), authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            var name = authority, port = 443
            if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
                guard let number = Int(authority[authority.index(after: colon)...]), (1...65_535).contains(number) else { return nil }
                name = authority[..<colon]
                port = number
            }
            if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
            guard !name.isEmpty, !authority.contains("@") else { return nil }
            let path = rest.dropFirst(authority.count).prefix { $0 != "#" }
            (host, self.port, self.authority) = (String(name), port, String(authority))
            self.path = path.hasPrefix("/") ? String(path) : "/\(path)"
        }
    }
}

extension NetworkStream {
    func readSome(upTo limit: Int, until deadline: Deadline, _ milliseconds: Int) throws(Trouble) -> [UInt8]? {
        guard let bytes = try readSome(until: deadline, milliseconds) else { return nil }
        putBack(Array(bytes.dropFirst(limit)))
        return Array(bytes.prefix(limit))
    }
}
