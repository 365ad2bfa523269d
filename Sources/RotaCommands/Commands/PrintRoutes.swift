import Foundation
import RotaWeb

/// `rota routes`: the site map with who may use what.
enum PrintRoutes {
    static let help = "Usage: rota routes\n\nPrints every address, its method, and who may use it."

    static func run(_ arguments: [String]) -> Int32 {
        for route in App.siteMap {
            print(
                route.method.padding(toLength: 6, withPad: " ", startingAt: 0) + route.pattern.padding(toLength: max(44, route.pattern.count + 1), withPad: " ", startingAt: 0)
                    + route.access)
        }
        return 0
    }
}
