import Foundation
import RotaWeb

/// The program's own files.
enum ProgramCheckup {
    static func findings(_ installation: Installation) -> [Finding] {
        do {
            _ = try installation.migrator()
            _ = try Assets(folder: installation.share.appendingPathComponent("Public"))
            return [.ok("program", "\(CommandLineProgram.version), its files are in \(installation.share.path)")]
        } catch {
            return [.problem("program", "\(error)", "Install the program anew, or set ROTA_SHARE to the folder that holds Migrations and Public.")]
        }
    }
}
