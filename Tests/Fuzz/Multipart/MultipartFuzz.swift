import HTTP

/// `multipart/form-data`: the input's first line is the Content-Type, the rest the body.
enum MultipartFuzz {
    static let run: @Sendable ([UInt8]) -> Void = { bytes in
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
        let body = Array(bytes[end...].dropFirst())
        guard let request = try? Request(.post, "/", headers: ["Content-Type": String(decoding: bytes[..<end], as: UTF8.self)], body: body) else { return }
        guard let form = try? FormBody(request, maximumFields: 50) else { return }
        check(form, body)
    }

    private static func check(_ form: FormBody, _ body: [UInt8]) {
        expect(form.fields.fields.count + form.files.count <= 50, "more parts than allowed")
        let kept = form.fields.fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count } + form.files.reduce(0) { $0 + $1.bytes.count }
        // A byte that is no UTF-8 becomes the three of the replacement character where names are repaired.
        expect(kept <= body.count * 3, "\(kept) bytes of \(body.count)")
        for file in form.files {
            expect(!file.filename.unicodeScalars.contains { $0 == "/" || $0 == "\\" || $0.value < 0x20 || $0.value == 0x7F }, "a path for a file name")
            _ = form.file(file.fieldName)
        }
        checkRoundTrip(form)
    }

    private static func checkRoundTrip(_ form: FormBody) {
        // A part's head may measure 4 kB, and escapes make three bytes of one.
        guard form.fields.fields.allSatisfy({ $0.name.utf8.count < 1_000 }) else { return }
        let boundary = "boundary-that-no-input-has-5f1e"
        var body: [UInt8] = []
        for field in form.fields.fields { body += part(boundary, "name=\"\(escaped(field.name))\"", Array(field.value.utf8)) }
        for file in form.files {
            body += part(boundary, "name=\"\(escaped(file.fieldName))\"; filename=\"\(escaped(file.filename))\"", file.bytes)
        }
        body += Array("--\(boundary)--\r\n".utf8)
        guard let (fields, files) = try? Multipart.read(body, boundary: boundary, maximumParts: 50) else { return expect(false, "refused when written again") }
        expectEqual(fields, form.fields, "fields read otherwise when written again")
        expectEqual(files.map(\.bytes), form.files.map(\.bytes), "files read otherwise when written again")
        expectEqual(files.map(\.fieldName), form.files.map(\.fieldName), "names read otherwise when written again")
    }

    private static func part(_ boundary: String, _ disposition: String, _ content: [UInt8]) -> [UInt8] {
        Array("--\(boundary)\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n".utf8) + content + [0x0D, 0x0A]
    }

    /// As browsers escape names (WHATWG HTML §4.10.21.8), and our reader's one more, the backslash.
    private static func escaped(_ name: String) -> String {
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case 0x22: bytes += Array("%22".utf8)
            case 0x0D: bytes += Array("%0D".utf8)
            case 0x0A: bytes += Array("%0A".utf8)
            case 0x5C: bytes += [0x5C, 0x5C]
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
