/// Everything one template shows, ready for display. The conformance and `write` are generated from the template that names the view.
package protocol View {
    /// Appends the template's markup, filled with this view's values.
    func write(to html: inout HTMLBuffer)
}

/// A view with an example of itself, for the gallery and for the tests that render every template.
package protocol PreviewableView: View {
    static var preview: Self { get }
}

extension View {
    /// The template's markup as the bytes of a response's body.
    package func rendered() -> [UInt8] {
        var html = HTMLBuffer()
        write(to: &html)
        return html.bytes
    }
}
