import XCTest

@testable import RotaWeb

/// Conventions §3: environment before file before defaults; what is unknown or unusable stops the start with the remedy.
final class SettingsReaderTests: XCTestCase {
    private func read(_ environment: [String: String] = [:], file: String? = nil) throws -> Settings {
        try SettingsReader.read(environment: environment, file: file.map { ("rota.conf", $0) })
    }

    private func problem(_ environment: [String: String] = [:], file: String? = nil) -> String? {
        do {
            _ = try read(environment, file: file)
            return nil
        } catch {
            return "\(error)"
        }
    }

    func testRead_givesDefaults() throws { XCTAssertEqual(try read(["PATH": "/bin", "HOME": "/root"]), Settings()) }

    func testRead_takesTheEnvironmentBeforeTheFile() throws {
        let settings = try read(
            ["ROTA_LISTEN": "0.0.0.0:80", "ROTA_CONFIG": "rota.conf", "ROTA_SHARE": "/x"],
            file: "# ours\n\n ROTA_LISTEN = 127.0.0.1:9 \r\nROTA_BASE_URL=https://rota.example\nROTA_LOGIN_IDLE_HOURS=2\nROTA_WORKERS=3\nROTA_DEVELOPMENT=1\n")
        XCTAssertEqual(settings.listen, "0.0.0.0:80")
        XCTAssertEqual(settings.baseURL, "https://rota.example")
        XCTAssertEqual(settings.loginIdle, 7_200)
        XCTAssertEqual(settings.workers, 3)
        XCTAssertTrue(settings.development)
        XCTAssertTrue(settings.isSecure)
    }

    func testRead_namesTheNearestOfAnUnknownSetting() {
        XCTAssertEqual(problem(["ROTA_LISTN": "x"]), "The environment has an unknown setting ROTA_LISTN. The nearest is ROTA_LISTEN. Correct or remove it.")
        XCTAssertEqual(
            problem(file: "ROTA_DATA=/x\nROTA_BASEURL=y\n"), "rota.conf, line 2 has an unknown setting ROTA_BASEURL. The nearest is ROTA_BASE_URL. Correct or remove it.")
    }

    func testRead_saysWhatAValueMustBe() {
        XCTAssertEqual(problem(["ROTA_WORKERS": "0"]), #"The environment sets ROTA_WORKERS to "0". It must be a whole number from 1 to 64."#)
        for (name, value) in [
            ("ROTA_LISTEN", "8080"), ("ROTA_LISTEN", "x:y"), ("ROTA_LISTEN", "127.0.0.1:65536"), ("ROTA_DATA", ""), ("ROTA_BASE_URL", "rota.example"), ("ROTA_BASE_URL", "https://rota.example/"),
            ("ROTA_DEVELOPMENT", "yes"), ("ROTA_LOGIN_IDLE_HOURS", "721"), ("ROTA_LOGIN_LIFETIME_DAYS", "99999999999999999999"), ("ROTA_WORKERS", "-1"),
            ("ROTA_LISTEN_TLS", "443"), ("ROTA_TLS_CERTIFICATE", "/a.crt,"), ("ROTA_TLS_KEY", ""), ("ROTA_REDIRECT", "80"),
        ] {
            XCTAssertTrue(problem([name: value])?.contains("sets \(name) to \"\(value)\". It must be ") == true, "\(name)=\(value)")
        }
    }

    func testRead_takesCertificatesInPairs() throws {
        let settings = try read(["ROTA_LISTEN_TLS": "[::]:443", "ROTA_TLS_CERTIFICATE": "/a.crt, /b.crt", "ROTA_TLS_KEY": "/a.key,/b.key", "ROTA_REDIRECT": "0.0.0.0:80"])
        XCTAssertEqual(settings.listenTLS, "[::]:443")
        XCTAssertEqual(settings.tlsCertificates, ["/a.crt", "/b.crt"])
        XCTAssertEqual(settings.tlsKeys, ["/a.key", "/b.key"])
        XCTAssertEqual(settings.redirect, "0.0.0.0:80")
    }

    func testRead_refusesALineThatIsNoSetting() {
        XCTAssertEqual(problem(file: "ROTA_DATA=/x\nlisten 80\n"), #"rota.conf, line 2: write KEY=value, not "listen 80"."#)
    }
}
