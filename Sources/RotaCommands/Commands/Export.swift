import Foundation
import RotaWeb

/// `rota export`: the practice as a practice file.
enum Export {
    static let help = """
        Usage: rota export [--data DIR] [--output FILE]

        Writes the practice file to FILE, or to standard output.
        """

    static func run(_ arguments: [String]) -> Int32 {
        command(help) {
            let arguments = try Arguments(arguments, options: ["data", "output"])
            try arguments.noOperands()
            let practice = try Installation(data: arguments["data"]).openPractice()
            guard let bytes = try PracticeFileService(practice).exportFile() else {
                throw Installation.Failure("There is nothing to export: the practice is not set up. Import a practice file, or follow the set-up link of rota serve.")
            }
            if let output = arguments["output"] {
                try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
            } else {
                FileHandle.standardOutput.write(Data(bytes))
            }
            return 0
        }
    }
}
