import HTTP

/// Conditional and range requests (RFC 9110 §13, §14): each line of the input is a header field; the answer must be of the content and nothing else.
///
/// The first byte is the content's size, the second chooses the method.
enum RangesFuzz {
    private static let now = 1_000_000_000
    private static let sizes = [0, 1, 10, 100, 1_000]

    static let run: @Sendable ([UInt8]) -> Void = { bytes in
        let (controls, text) = bytes.parted(after: 2)
        guard controls.count == 2, let tag = EntityTag("tag") else { return }
        let content = (0..<sizes[Int(controls[0]) % sizes.count]).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let representation = Representation(.bytes(content), contentType: "text/plain", tag: tag, modified: 784_111_777)
        var headers = Headers()
        for line in text.split(separator: 0x0A) { add(String(decoding: line, as: UTF8.self), to: &headers) }
        guard let request = try? Request(controls[1] % 4 == 0 ? .head : .get, "/", headers: headers) else { return expect(false, "no request") }
        check(representation.response(to: request, now: now), to: request, content)
        for name in ["If-Match", "If-None-Match"] { headers.values(name).forEach(checkTags) }
    }

    private static func add(_ line: String, to headers: inout Headers) {
        guard let colon = line.utf8.firstIndex(of: 0x3A) else { return }
        headers.add(String(line[..<colon]), String(line[line.utf8.index(after: colon)...].drop { $0 == " " }))
    }

    private static func check(_ response: Response, to request: Request, _ content: [UInt8]) {
        let body = bytes(of: response.body)
        expect(body.count == response.body.count, "count of a body")
        switch response.status {
        case .ok: expect(body == content, "200 with something else")
        case .notModified, .preconditionFailed: expect(body.isEmpty && conditions.contains { request.headers.contains($0) }, "\(response.status) without a condition")
        case .rangeNotSatisfiable: expectEqual(response.headers["Content-Range"], "bytes */\(content.count)", "Content-Range of 416")
        case .partialContent: checkParts(response, body, content)
        default: expect(false, "status \(response.status)")
        }
        if response.status == .partialContent || response.status == .rangeNotSatisfiable {
            expect(request.method == .get && request.headers.values("Range").count == 1, "ranges of what asked for none")
        }
    }

    private static let conditions = ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"]

    private static func checkParts(_ response: Response, _ body: [UInt8], _ content: [UInt8]) {
        if let one = response.headers["Content-Range"] {
            guard let range = range(one, content.count) else { return expect(false, "Content-Range \(one)") }
            return expect(body == Array(content[range]), "206 with something else than \(one)")
        }
        let type = MediaType(response.headers["Content-Type"] ?? "")
        guard type.essence == "multipart/byteranges", let boundary = type.parameters["boundary"] else { return expect(false, "type of 206") }
        var ranges: [Range<Int>] = [], rest = body[...]
        let mark = Array("--\(boundary)".utf8)
        while rest.starts(with: mark) {
            rest = rest.dropFirst(mark.count)
            if rest.starts(with: "--\r\n".utf8) { break }
            guard let head = rest.indices.first(where: { rest[$0...].starts(with: "\r\n\r\n".utf8) }) else { return expect(false, "head of a part") }
            let lines = String(decoding: rest[..<head], as: UTF8.self).split(separator: "\r\n")
            guard let line = lines.first(where: { $0.hasPrefix("Content-Range: ") }), let range = range(String(line.dropFirst(15)), content.count) else { return expect(false, "part \(lines)") }
            rest = rest[(head + 4)...]
            expect(rest.starts(with: content[range]), "a part with something else than \(range)")
            rest = rest.dropFirst(range.count + 2)
            ranges.append(range)
        }
        expect(rest.elementsEqual("--\r\n".utf8), "end of the parts")
        expect((2...16).contains(ranges.count) && ranges.reduce(0) { $0 + $1.count } <= content.count, "parts \(ranges)")
    }

    /// `bytes 0-4/10`
    private static func range(_ text: String, _ size: Int) -> Range<Int>? {
        let numbers = text.split { $0 == " " || $0 == "-" || $0 == "/" }.compactMap { Int($0) }
        guard text.hasPrefix("bytes "), numbers.count == 3, numbers[0] <= numbers[1], numbers[1] < size, numbers[2] == size else { return nil }
        return numbers[0]..<numbers[1] + 1
    }

    private static func bytes(of body: Response.Body) -> [UInt8] {
        switch body {
        case .bytes(let bytes): return bytes
        case .pieces(let pieces):
            return pieces.flatMap { piece -> [UInt8] in
                guard case .bytes(let bytes) = piece else { return [] }
                return bytes
            }
        default: return []
        }
    }

    private static func checkTags(_ text: String) {
        guard case .tags(let tags)? = EntityTagList(text) else { return }
        expect(EntityTagList(tags.map(\.description).joined(separator: " ,, ")) == .tags(tags), "tags read otherwise when written again")
        for tag in tags { expect(tag.matchesWeakly(tag) && tag.matchesStrongly(tag) == !tag.isWeak, "a tag is not itself") }
    }
}
