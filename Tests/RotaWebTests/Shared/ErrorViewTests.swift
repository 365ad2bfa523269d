import HTML
import XCTest

@testable import RotaWeb

final class ErrorViewTests: XCTestCase {
    func testPage_saysWhatHappenedAndWhatToDo() {
        let view = ErrorView(
            title: "Page not found", message: "There's no page at this address.", remedy: "Check the address.", requestId: nil, stylesheet: "/app.css?v=1&x")
        let page = String(decoding: view.rendered(), as: UTF8.self)
        XCTAssertTrue(page.contains("<title>Page not found - Practice Rota</title>"))
        XCTAssertTrue(page.contains(#"<link rel="stylesheet" href="/app.css?v=1&amp;x">"#))
        XCTAssertTrue(page.contains("<h1>Page not found</h1>\n<p>There&#39;s no page at this address.</p>\n<p>Check the address.</p>"))
        XCTAssertFalse(page.contains("Reference"))
    }

    func testPage_showsTheReferenceOfARequestThatFailed() {
        let page = String(decoding: ErrorView.preview.rendered(), as: UTF8.self)
        XCTAssertTrue(page.contains(#"<p class="meta">Reference: <code>7f3a-91c2</code></p>"#))
    }
}
