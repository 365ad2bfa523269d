import Foundation
import TemplateCompiler

do {
    try TemplateTool(arguments: Array(CommandLine.arguments.dropFirst())).run()
} catch let problem as TemplateTool.Problem {
    FileHandle.standardError.write(Data((problem.text + "\n").utf8))
    exit(1)
} catch {
    FileHandle.standardError.write(Data("error: \(error.localizedDescription)\n".utf8))
    exit(1)
}
