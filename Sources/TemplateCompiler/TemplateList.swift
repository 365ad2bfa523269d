/// Writes `AllTemplates.swift`, the list of all templates for the gallery and the tests.
package enum TemplateList {
    /// `templates` in the order in which they shall be listed.
    package static func swift(_ templates: [Template]) -> String {
        var swift = SwiftWriter(file: "")
        swift.add("// Made from all of Templates/ by TemplateTool.")
        swift.add("import HTML")
        swift.add("")
        swift.add("/// Every template by its path below `Templates/`, and an example of each.")
        swift.open("package enum Templates")
        addNames(templates, to: &swift)
        swift.add("")
        addPreviews(templates, to: &swift)
        swift.close()
        return swift.text
    }

    private static func addNames(_ templates: [Template], to swift: inout SwiftWriter) {
        swift.add("package static let names: [String] = [")
        for template in templates { swift.add("    \"\(template.name.path)\",") }
        swift.add("]")
    }

    /// A function for each entry spares the compiler from inferring the types of one long array.
    private static func addPreviews(_ templates: [Template], to swift: inout SwiftWriter) {
        swift.add("/// All but the layouts, which come out around the pages.")
        swift.open("package static var previews: [(name: String, render: () -> [UInt8])]")
        swift.add("var previews: [(name: String, render: () -> [UInt8])] = []")
        for template in templates where !template.name.isLayout {
            swift.add("previews.append(preview(\"\(template.name.path)\", of: \(template.view).self))")
        }
        swift.add("return previews")
        swift.close()
        swift.add("")
        swift.open("private static func preview<V: PreviewableView>(_ name: String, of view: V.Type) -> (name: String, render: () -> [UInt8])")
        swift.add("(name, { view.preview.rendered() })")
        swift.close()
    }
}
