/// A template that has been read: its name, the view it shows, and its tree.
package struct Template {
    package let name: TemplateName
    /// The Swift type named on the first line.
    package let view: String
    private let source: TemplateSource
    private let nodes: [Node]

    /// Reads a template file's bytes. Throws for text that can't be read, unknown directives and blocks that don't close.
    package init(name: TemplateName, bytes: [UInt8]) throws(TemplateError) {
        self.name = name
        source = try TemplateSource(bytes, isMail: name.isMail)
        var parser = try Parser(source, name: name)
        let parsed = try parser.parse()
        view = parsed.view
        nodes = name.isPartial ? parsed.nodes.withoutFinalLineEnd(source) : parsed.nodes
    }

    /// The Swift file that writes this template. `file` is the path that the Swift compiler's messages shall name; `templateExists`
    /// tells whether a partial or layout is there. Throws where a value may not stand.
    package func swift(file: String, templateExists: @escaping (TemplateName) -> Bool) throws(TemplateError) -> String {
        var swift = SwiftWriter(file: file)
        swift.add("// Made from Templates/\(name.path).html by TemplateTool. Change the template, not this file.")
        swift.add("import HTML")
        swift.add("")
        swift.open("extension \(view)\(name.isLayout ? "" : ": PreviewableView")", line: 1)
        swift.open("package func write(to html: inout HTMLBuffer\(name.isLayout ? ", content: (inout HTMLBuffer) -> Void" : ""))")
        var generator = Generator(source, swift: swift, templateExists: templateExists)
        try generator.generate(nodes)
        swift = generator.swift
        swift.close()
        swift.close()
        addEntry(to: &swift)
        swift.endLocation()
        return swift.text
    }

    /// Partials and layouts are called through `Templates`, so that a value of another view's type doesn't compile.
    private func addEntry(to swift: inout SwiftWriter) {
        guard name.isPartial || name.isLayout else { return }
        swift.add("")
        swift.open("extension Templates")
        if name.isLayout {
            swift.open("static func \(name.identifier)(_ view: \(view), to html: inout HTMLBuffer, content: (inout HTMLBuffer) -> Void)", line: 1)
            swift.add("view.write(to: &html, content: content)")
        } else {
            swift.open("static func \(name.identifier)(_ view: \(view), to html: inout HTMLBuffer)", line: 1)
            swift.add("view.write(to: &html)")
        }
        swift.close()
        swift.close()
    }
}
