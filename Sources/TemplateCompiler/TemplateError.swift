/// What is wrong with a template and where: lines and columns from 1, columns in Unicode scalars.
package struct TemplateError: Error, Equatable {
    package let line: Int
    package let column: Int
    /// A sentence for the template's author that says what to write instead.
    package let message: String

    /// The form in which compilers report, so that editors jump to the place.
    package func diagnostic(file: String) -> String {
        "\(file):\(line):\(column): error: \(message)"
    }
}
