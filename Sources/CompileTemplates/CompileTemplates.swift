import Foundation
import PackagePlugin

/// Turns `Templates/**/*.html` into Swift: one command for each template, so that an edit compiles one file, and one for their list.
@main
struct CompileTemplates: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let tool = try context.tool(named: "TemplateTool").url
        let root = context.package.directoryURL.appending(path: "Templates")
        let files = templates(below: root)
        let output = context.pluginWorkDirectoryURL
        let list = output.appending(path: "AllTemplates.swift")

        let compilations = files.map { file in
            let path = file.path.dropFirst(root.path.count + 1)
            let swift = output.appending(path: generatedName(of: path))
            return Command.buildCommand(
                displayName: "Compiling template \(path)", executable: tool,
                arguments: ["compile", root.path, file.path, swift.path], inputFiles: [file], outputFiles: [swift])
        }
        let listing = Command.buildCommand(
            displayName: "Listing templates", executable: tool,
            arguments: ["list", root.path, list.path] + files.map(\.path), inputFiles: files, outputFiles: [list])
        return compilations + [listing]
    }

    private func templates(below root: URL) -> [URL] {
        let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".html") }.sorted().map { root.appending(path: $0) }
    }

    /// `clinicians/_row.html` becomes `clinicians__row.swift`, unique though folders have files of equal names.
    private func generatedName(of path: Substring) -> String {
        path.dropLast(".html".count).map { $0 == "/" || $0 == "-" ? "_" : String($0) }.joined() + ".swift"
    }
}
