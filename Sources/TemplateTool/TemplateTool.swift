import Foundation
import TemplateCompiler

/// The program behind the build plugin: `TemplateTool compile ROOT FILE OUTPUT` and `TemplateTool list ROOT OUTPUT FILE…`, all paths absolute.
struct TemplateTool {
    let arguments: [String]

    /// A message in the form compilers use.
    struct Problem: Error {
        let text: String
    }

    func run() throws {
        switch (arguments.first, arguments.count) {
        case ("compile", 4): try compile(root: arguments[1], file: arguments[2], output: arguments[3])
        case ("list", 3...): try list(root: arguments[1], output: arguments[2], files: Array(arguments[3...]))
        default: throw Problem(text: "usage: TemplateTool compile ROOT FILE OUTPUT | TemplateTool list ROOT OUTPUT FILE…")
        }
    }

    private func compile(root: String, file: String, output: String) throws {
        let template = try read(file, root: root)
        let swift: String
        do throws(TemplateError) {
            swift = try template.swift(file: file) { FileManager.default.fileExists(atPath: "\(root)/\($0.path).html") }
        } catch {
            throw Problem(text: error.diagnostic(file: file))
        }
        try write(isForWarnings ? withoutLocations(swift) : swift, to: output)
    }

    /// `make lint` builds with warnings on, which the templates' locations would drown (Package.swift says why).
    private var isForWarnings: Bool { ProcessInfo.processInfo.environment["ROTA_WARNINGS"] != nil }

    private func withoutLocations(_ swift: String) -> String {
        swift.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#sourceLocation") }.joined(separator: "\n")
    }

    private func list(root: String, output: String, files: [String]) throws {
        // A template that can't be read stops the build by its own command; here its message would only come twice.
        let templates = files.sorted().compactMap { file in (try? read(file, root: root)).map { (file, $0) } }
        var fileOfView: [String: String] = [:]
        var fileOfIdentifier: [String: String] = [:]
        for (file, template) in templates {
            if let other = fileOfView.updateValue(file, forKey: template.view) {
                throw Problem(text: "\(file):1:1: error: \(template.view) is the view of \(other) already. Each template has a view of its own.")
            }
            if let other = fileOfIdentifier.updateValue(file, forKey: template.name.identifier) {
                throw Problem(text: "\(file):1:1: error: In Swift this file would have the same name as \(other). Rename one of them.")
            }
        }
        try write(TemplateList.swift(templates.map(\.1)), to: output)
    }

    private func read(_ file: String, root: String) throws -> Template {
        guard file.hasPrefix(root + "/"), file.hasSuffix(".html"),
            let name = TemplateName(String(file.dropFirst(root.count + 1).dropLast(".html".count)))
        else {
            throw Problem(text: "\(file):1:1: error: A template's path is made of lower-case letters, digits, - and _, and ends in .html.")
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        do throws(TemplateError) {
            return try Template(name: name, bytes: Array(bytes))
        } catch {
            throw Problem(text: error.diagnostic(file: file))
        }
    }

    /// Leaves a file alone that would stay the same, so that nothing is compiled again for it.
    private func write(_ swift: String, to output: String) throws {
        let data = Data(swift.utf8)
        let url = URL(fileURLWithPath: output)
        if (try? Data(contentsOf: url)) == data { return }
        try data.write(to: url, options: .atomic)
    }
}
