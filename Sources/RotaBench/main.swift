import Foundation

/// A line that can't be written is left out: whoever reads has gone.
func line(to handle: FileHandle) -> (String) -> Void { { try? handle.write(contentsOf: Data(($0 + "\n").utf8)) } }

exit(BenchProgram(Array(CommandLine.arguments.dropFirst()), say: line(to: .standardError), answer: line(to: .standardOutput)).run())
