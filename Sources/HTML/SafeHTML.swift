/// Markup that goes out unescaped. It can only come from the program's own source, from escaping, or from a template.
package struct SafeHTML: Equatable, Sendable {
    let bytes: [UInt8]

    /// Markup written in the program's source.
    package init(_ literal: StaticString) {
        bytes = literal.withUTF8Buffer { Array($0) }
    }

    /// What a view's template writes.
    package init(rendering view: some View) {
        bytes = view.rendered()
    }

    /// Any text, escaped.
    package init(escaping text: String) {
        var html = HTMLBuffer(capacity: text.utf8.count)
        html.text(text)
        bytes = html.bytes
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package static func + (first: SafeHTML, second: SafeHTML) -> SafeHTML {
        SafeHTML(bytes: first.bytes + second.bytes)
    }
}
