import Foundation
import RotaWeb
import XCTest

final class TemplateTests: XCTestCase {
    /// The package manager notices a new template only when Sources changes too; this notices the rest. Remedy: touch Package.swift.
    func testNames_areThoseOfAllTemplateFiles() throws {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let found = FileManager.default.enumerator(atPath: package.appending(path: "Templates").path)
        let paths = try XCTUnwrap(found).compactMap { $0 as? String }.filter { $0.hasSuffix(".html") }
        XCTAssertEqual(Templates.names.sorted(), paths.map { String($0.dropLast(".html".count)) }.sorted())
    }

    func testPreviews_areThereForAllButLayouts() {
        XCTAssertEqual(Templates.previews.map(\.name), Templates.names.filter { !$0.hasPrefix("layouts/") || $0.contains("/_") })
    }

    func testPreviews_rendersSomethingForEach() {
        for preview in Templates.previews {
            XCTAssertFalse(preview.render().isEmpty, preview.name)
        }
    }
}
