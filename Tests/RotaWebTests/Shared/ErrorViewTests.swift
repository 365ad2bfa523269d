import HTML
import XCTest

@testable import RotaWeb

final class ErrorViewTests: XCTestCase {
    func testPage_saysWhatHappenedAndWhatToDo() {
        let view = ErrorView(
            title: "Page not found", message: "There's no page at this address.", remedy: "Check the address.", requestId: nil, stylesheet: "/app.css?v=1&x")
        XCTAssertEqual(String(decoding: view.rendered(), as: UTF8.self), """
            <!doctype html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Page not found – Practice Rota</title>
            <link rel="stylesheet" href="/app.css?v=1&amp;x">
            </head>
            <body class="bare">
            <a class="skip-link" href="#main">Skip to main content</a>
            <main id="main">
            <h1>Page not found</h1>
            <p>There&#39;s no page at this address.</p>
            <p>Check the address.</p>
            </main>
            </body>
            </html>

            """)
    }

    func testPage_showsTheReferenceOfARequestThatFailed() {
        let page = String(decoding: ErrorView.preview.rendered(), as: UTF8.self)
        XCTAssertTrue(page.contains("tell your practice manager this reference: <code>7f3a-91c2</code></p>\n</main>"))
    }
}
