import HTTP

/// Cookies that come (each line of the input is a Cookie field), and cookies to be set, made of the same bytes.
enum CookiesFuzz {
    static let run: @Sendable ([UInt8]) -> Void = { bytes in
        let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        checkReading(lines)
        checkWriting(lines)
    }

    private static func checkReading(_ lines: [String]) {
        var headers = Headers()
        for line in lines { headers.add("Cookie", line) }
        let cookies = Cookies(headers)
        let size = lines.reduce(0) { $0 + $1.utf8.count }
        let names = lines.prefix(2).flatMap { $0.split(separator: ";", maxSplits: 2) }.compactMap { $0.split(separator: "=").first.map(String.init) }
        for name in names {
            let all = cookies.all(name)
            expect(all.count > 1 ? cookies[name] == nil : cookies[name] == all.first, "a cookie that came twice is trusted")
            expect(all.allSatisfy { !$0.utf8.contains(0x3B) } && all.reduce(0) { $0 + $1.utf8.count } <= size, "value of a cookie")
            checkRoundTrip(name, all)
        }
    }

    private static func checkRoundTrip(_ name: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        var headers = Headers()
        for value in values { headers.add("Cookie", "x; \(name)=\"\(value)\" ;") }
        expectEqual(Cookies(headers).all(name), values, "read otherwise when written again")
    }

    private static func checkWriting(_ lines: [String]) {
        guard lines.count >= 2 else { return }
        let cookie = SetCookie(lines[0], lines[1], path: lines.count > 2 ? lines[2] : "/", maxAge: lines.count > 3 ? lines[3].utf8.count : nil, secure: lines.count % 2 == 0)
        guard let text = cookie.headerValue else { return }
        expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "a control character in Set-Cookie")
        let pair = text.split(separator: ";", omittingEmptySubsequences: false)
        expectEqual(pair.count, 3 + (cookie.maxAge == nil ? 0 : 1) + (cookie.isSecure ? 1 : 0) + (cookie.isHTTPOnly ? 1 : 0), "attributes of \(text)")
        expect(Cookies(["Cookie": String(pair[0])])[lines[0]] == lines[1], "read otherwise than set: \(text)")
    }
}
