import Foundation
import RotaWeb

/// `rota routes`: the site map with who may use what.
enum PrintRoutes {
    static let subcommand = Subcommand(
        name: "routes", summary: "Print every address and who may use it",
        help: "Usage: rota routes\n\nPrints every address, its method, and who may use it.", run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        let lines = App.siteMap.map { route in
            route.method.padding(toLength: 6, withPad: " ", startingAt: 0) + route.pattern.padding(toLength: max(44, route.pattern.count + 1), withPad: " ", startingAt: 0)
                + route.access + "\n"
        }
        try call.terminal.result(lines.joined())
        return 0
    }
}
