import HTTPServer
import RotaWeb
import XCTest

@testable import RotaCommands

/// Where the program listens; that what runs speaks TLS is tried by the browser's journeys.
final class DoorsTests: CommandTestCase {
    func testPlainDoor_standsAlone() throws {
        let doors = try Doors(Settings())
        XCTAssertEqual(doors.all.map(\.address), [.tcp(host: "127.0.0.1", port: 8080)])
        XCTAssertFalse(doors.isSecure)
        XCTAssertNil(doors.reload())
        XCTAssertNil(try doors.startRedirect(observer: { _ in }, noting: { $1($0) }))
    }

    func testRedirect_isStartedWhereItIsAskedFor() throws {
        var settings = Settings()
        (settings.redirect, settings.baseURL) = ("127.0.0.1:0", "https://rota.example")
        let server = try XCTUnwrap(Doors(settings).startRedirect(observer: { _ in }, noting: { $1($0) }))
        XCTAssertTrue(server.isAlive(within: 20_000))
        server.stop()
    }

    private func handed(_ names: String...) -> [SystemdSocket] { names.enumerated().map { SystemdSocket(descriptor: Int32($0) + 90, name: $1) } }

    /// sd_listen_fds(3): what is passed stands in place of ROTA_LISTEN.
    func testHandedSockets_areForWhatTheirNamesSay() throws {
        var settings = Settings()
        for name in ["http", "rota.socket", "unknown"] {
            XCTAssertEqual(try Doors(settings, inherited: handed(name)).all.map(\.address), [.inherited(descriptor: 90)], name)
        }
        XCTAssertEqual(try Doors(settings, inherited: handed("http", "http")).all.count, 2)
        settings.baseURL = "https://rota.example"
        let own = try Doors(settings, inherited: handed("redirect"))
        XCTAssertEqual(own.all.map(\.address), [.tcp(host: "127.0.0.1", port: 8080)], "a redirect serves nothing, least of all in the clear")
        XCTAssertThrowsError(try own.startRedirect(observer: { _ in }, noting: { $1($0) })) { XCTAssertTrue("\($0)".contains("descriptor 90"), "\($0)") }
    }

    func testHandedSockets_areRefusedWhereTheyCannotBeServed() {
        for (name, words) in [
            ("web", "The service manager passed a socket named \"web\". Write FileDescriptorName=http, https or redirect in its unit, to say what it is for."),
            ("rota-https.socket", "The service manager passed a socket named \"rota-https.socket\". Write FileDescriptorName=http, https or redirect in its unit, to say what it is for."),
            ("https", "The socket named https needs a certificate. Set ROTA_TLS_CERTIFICATE and ROTA_TLS_KEY to the paths of its PEM files."),
            ("redirect", "The socket named redirect sends browsers to ROTA_BASE_URL, which must begin with https://. Set it, or disable that socket's unit."),
        ] {
            XCTAssertThrowsError(try Doors(Settings(), inherited: handed(name))) { XCTAssertEqual("\($0)", "rota: \(words)") }
        }
    }

    func testServe_saysWhatIsMissing() throws {
        let none = path("none.pem")
        let cases: [([String: String], String)] = [
            (["ROTA_TLS_CERTIFICATE": none], "A certificate is named, but not where to listen with it. Set ROTA_LISTEN_TLS, for example to 0.0.0.0:443."),
            (["ROTA_TLS_KEY": none], "A certificate is named, but not where to listen with it. Set ROTA_LISTEN_TLS, for example to 0.0.0.0:443."),
            (["ROTA_LISTEN_TLS": "127.0.0.1:0"], "ROTA_LISTEN_TLS needs a certificate. Set ROTA_TLS_CERTIFICATE and ROTA_TLS_KEY to the paths of its PEM files."),
            (
                ["ROTA_LISTEN_TLS": "127.0.0.1:0", "ROTA_TLS_CERTIFICATE": none],
                "1 certificate files and 0 key files are named; name one key for each certificate, in the same order"
            ),
            (
                ["ROTA_LISTEN_TLS": "127.0.0.1:0", "ROTA_TLS_CERTIFICATE": none, "ROTA_TLS_KEY": none],
                "\(none) does not exist; correct the path, or put the file there"
            ),
            (["ROTA_REDIRECT": "127.0.0.1:0"], "ROTA_REDIRECT sends browsers to ROTA_BASE_URL, which must begin with https://. Set it, or remove ROTA_REDIRECT."),
        ]
        for (settings, words) in cases {
            let run = try rota("serve", "--data", path("data"), "--listen", "127.0.0.1:0", settings: settings)
            XCTAssertEqual(run.status, 1)
            XCTAssertEqual(run.errors, "rota: \(words)\n")
            XCTAssertEqual(run.output, "")
        }
    }
}
