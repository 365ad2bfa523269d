import TemplateCompiler

/// The template compiler: whatever a template holds, the Swift made of it is of a few known lines, and the template's text stands in literals only.
///
/// The first byte chooses whether it is a page, a partial or a layout.
enum TemplateFuzz {
    private static let names = ["clinicians/index", "shared/_row", "layouts/page"].compactMap(TemplateName.init)

    static let run: @Sendable ([UInt8]) -> Void = { bytes in
        let (controls, text) = bytes.parted(after: 1)
        guard let choice = controls.first else { return }
        let name = names[Int(choice) % names.count]
        do throws(TemplateError) {
            let swift = try compile(name, text)
            checkSwift(swift, text.count)
            expect((try? compile(name, text)) == swift, "made otherwise the second time")
            expect((try? compile(name, text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })) == swift, "made otherwise with CRLF")
        } catch {
            expect(error.line >= 1 && error.line <= text.count + 1 && error.column >= 1 && error.column <= text.count + 1, "place of \(error)")
            expect(!error.message.isEmpty && error.message.utf8.count <= text.count + 400, "message")
        }
    }

    private static func compile(_ name: TemplateName, _ text: [UInt8]) throws(TemplateError) -> String {
        try Template(name: name, bytes: text).swift(file: "Templates/\(name.path).html") { $0.path.utf8.count % 2 == 0 }
    }

    private static func checkSwift(_ swift: String, _ count: Int) {
        expect(swift.utf8.count <= 2_000 + 400 * count, "\(swift.utf8.count) bytes of Swift for \(count)")
        var depth = 0, literal = 0
        for line in swift.utf8.split(separator: 0x0A) {
            let code = line.drop { $0 == 0x20 }
            if code.starts(with: "html.raw(".utf8) {
                literal += LiteralCheck.length(code.dropFirst(9))
            } else {
                checkCode(String(Substring(code)))
                depth += code.count { $0 == 0x7B } - code.count { $0 == 0x7D }
                expect(depth >= 0, "a brace too many")
            }
        }
        expectEqual(depth, 0, "braces")
        expect(literal <= 2 * count, "\(literal) bytes of text for \(count)")
    }

    private static func checkCode(_ line: String) {
        let starts = [
            "// Made from ", "import HTML", "extension ", "package func write(to html: inout HTMLBuffer", "html.text(", "html.attribute(", "html.address(", "html.addressPart(", "for ", "if ",
            "} else if ", "} else {", "}", "Templates.", "content(&html)", "static func ", "view.write(to: &html", "#sourceLocation(",
        ]
        expect(starts.contains { line.hasPrefix($0) }, "a line of Swift that nothing writes: \(line)")
        guard !line.hasPrefix("//"), !line.hasPrefix("#sourceLocation("), !line.hasPrefix("extension") else { return }
        let isPlain = line.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || (0x30...0x39).contains($0) || " _.,:&(){}=!->".utf8.contains($0) }
        expect(isPlain, "a line of Swift with text of the template: \(line)")
    }
}

/// Reads the raw literals that the compiler writes, as Swift would.
enum LiteralCheck {
    /// The bytes of text in `#"…"#)`, which must end there; nothing may be filled in.
    static func length(_ code: Substring.UTF8View) -> Int {
        let hashes = code.prefix { $0 == 0x23 }.count
        var rest = code.dropFirst(hashes)
        expect(hashes > 0 && rest.first == 0x22, "literal")
        rest = rest.dropFirst()
        expect(!rest.starts(with: [0x22, 0x22]) || rest.count <= hashes + 2, "a literal that begins a multi-line one")
        let mark = [UInt8](repeating: 0x23, count: hashes)
        var count = 0
        while let byte = rest.popFirst() {
            count += 1
            if byte == 0x22, rest.starts(with: mark) {
                expect(rest.dropFirst(hashes).elementsEqual([0x29]), "text after a literal")
                return count - 1
            }
            guard byte == 0x5C, rest.starts(with: mark) else { continue }
            rest = rest.dropFirst(hashes)
            expect([0x6E, 0x74, 0x22].contains(rest.popFirst() ?? 0), "an escape in a literal")
        }
        expect(false, "a literal without an end")
        return count
    }
}
