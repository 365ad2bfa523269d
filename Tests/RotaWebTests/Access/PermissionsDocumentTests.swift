import Foundation
import RotaDomain
import TestSupport
import XCTest

/// ASVS 8.1.1: the document of who may what says what the program does.
final class PermissionsDocumentTests: XCTestCase {
    func testDocument_hasEachPermissionAndRole() throws {
        let text = try String(contentsOf: PackageFolder.url.appending(path: ".readme/permissions.md"), encoding: .utf8)
        let table = text.split(separator: "\n").filter { $0.hasPrefix("| ") }.map(String.init)
        let head = (["permission", "allows"] + Role.allCases.map { $0.label.lowercased() }).joined(separator: " | ")
        let rows = Permission.allCases.map { permission in
            ([permission.label, permission.allows] + Role.allCases.map { $0.permissions.contains(permission) ? "yes" : "no" }).joined(separator: " | ")
        }
        XCTAssertEqual(table, ([head] + rows).map { "| \($0) |" })
    }
}
