import HTTP
import RotaWeb
import XCTest

@testable import RotaCommands

/// Conventions §3: environment before file before defaults; what is unknown or unusable stops the start with the remedy.
final class SettingsReaderTests: XCTestCase {
    /// As they may stand in a shell's file, and as `rota config dump` prints them.
    func testValue_withQuotesOrAComment_isRefusedWithTheReason() {
        let hint = " Leave out quotes, and comments after the value: they are read as part of it."
        for (value, wanted) in [("\"127.0.0.1:80\"", hint), ("'127.0.0.1:80'", hint), ("127.0.0.1:80  # unless set", hint), ("80", "")] {
            XCTAssertThrowsError(try SettingsReader(environment: [:], file: ("rota.conf", "ROTA_LISTEN=\(value)"))) { error in
                XCTAssertTrue("\(error)".hasSuffix("or unix: and the path of a socket.\(wanted)"), "\(error)")
            }
        }
    }

    private func read(_ environment: [String: String] = [:], file: String? = nil, files: [String: String] = [:]) throws -> SettingsReader {
        try SettingsReader(environment: environment, file: file.map { ("rota.conf", $0) }) { files[$0] }
    }

    private func problem(_ environment: [String: String] = [:], file: String? = nil) -> String? {
        do {
            _ = try read(environment, file: file)
            return nil
        } catch {
            return "\(error)"
        }
    }

    func testRead_givesDefaults() throws {
        let reader = try read(["PATH": "/bin", "HOME": "/root"])
        XCTAssertEqual(reader.configuration.settings, Settings())
        XCTAssertEqual(reader.sources, [:])
    }

    func testRead_takesTheEnvironmentBeforeTheFile() throws {
        let reader = try read(
            ["ROTA_LISTEN": "0.0.0.0:80", "ROTA_CONFIG": "rota.conf", "ROTA_SHARE": "/x"],
            file: """
                # ours

                 ROTA_LISTEN = 127.0.0.1:9 \r
                ROTA_BASE_URL=https://rota.example
                ROTA_LOGIN_IDLE_MINUTES=120
                ROTA_WORKERS=3
                ROTA_DEVELOPMENT=1
                ROTA_TRUSTED_PROXIES=10.0.0.0/8, unix
                ROTA_LOG_FORMAT=json
                ROTA_HEAD_TIMEOUT=7
                """)
        let settings = reader.configuration.settings
        XCTAssertEqual(settings.listen, "0.0.0.0:80")
        XCTAssertEqual(settings.baseURL, "https://rota.example")
        XCTAssertEqual(settings.loginIdle, 7_200)
        XCTAssertEqual(reader.configuration.limits.workers, 3)
        XCTAssertTrue(settings.development)
        XCTAssertTrue(settings.isSecure)
        XCTAssertEqual(settings.trustedProxies, TrustedProxies("10.0.0.0/8,unix"))
        XCTAssertEqual(settings.logFormat, .json)
        XCTAssertEqual(reader.configuration.limits.headTimeout, 7_000)
        XCTAssertEqual(reader.sources["ROTA_LISTEN"], "The environment")
        XCTAssertEqual(reader.sources["ROTA_WORKERS"], "rota.conf, line 6")
        XCTAssertNil(reader.sources["ROTA_DATA"])
    }

    func testRead_namesTheNearestOfAnUnknownSetting() {
        XCTAssertEqual(problem(["ROTA_LISTN": "x"]), "The environment has an unknown setting ROTA_LISTN. The nearest is ROTA_LISTEN. Correct or remove it.")
        XCTAssertEqual(
            problem(file: "ROTA_DATA=/x\nROTA_BASEURL=y\n"), "rota.conf, line 2 has an unknown setting ROTA_BASEURL. The nearest is ROTA_BASE_URL. Correct or remove it.")
        XCTAssertEqual(
            problem(["ROTA_LOGIN_IDLE_HOURS": "2"]),
            "The environment has ROTA_LOGIN_IDLE_HOURS, which is no longer known: it is ROTA_LOGIN_IDLE_MINUTES, in minutes, now. Correct it.")
        XCTAssertEqual(
            problem(file: "ROTA_LOGIN_LIFETIME_DAYS=30\n"),
            "rota.conf, line 1 has ROTA_LOGIN_LIFETIME_DAYS, which is no longer known: it is ROTA_LOGIN_LIFETIME_HOURS, in hours, now. Correct it.")
        XCTAssertEqual(problem(["ROTA_DATA_FILE": "x"])?.hasPrefix("The environment has an unknown setting ROTA_DATA_FILE."), true, "only secrets are read from files")
    }

    func testRead_saysWhatAValueMustBe() {
        XCTAssertEqual(problem(["ROTA_WORKERS": "0"]), #"The environment sets ROTA_WORKERS to "0". It must be a whole number from 1 to 64."#)
        for (name, value) in [
            ("ROTA_LISTEN", "8080"), ("ROTA_LISTEN", "x:y"), ("ROTA_LISTEN", "127.0.0.1:65536"), ("ROTA_DATA", ""), ("ROTA_BASE_URL", "rota.example"), ("ROTA_BASE_URL", "https://rota.example/"),
            ("ROTA_DEVELOPMENT", "yes"), ("ROTA_LOGIN_IDLE_MINUTES", "43201"), ("ROTA_LOGIN_LIFETIME_HOURS", "99999999999999999999"), ("ROTA_WORKERS", "-1"),
            ("ROTA_LOG_FORMAT", "xml"), ("ROTA_LOG_LEVEL", "debug"), ("ROTA_TRUSTED_PROXIES", "10.0.0.1/8"), ("ROTA_TRUSTED_PROXIES", ""), ("ROTA_METRICS_LISTEN", "9090"),
        ] {
            XCTAssertTrue(problem([name: value])?.contains("sets \(name) to \"\(value)\". It must be ") == true, "\(name)=\(value)")
        }
    }

    func testRead_takesCertificatesInPairs() throws {
        let settings = try read(
            ["ROTA_LISTEN_TLS": "[::]:443", "ROTA_TLS_CERTIFICATE": "/a.crt, /b.crt", "ROTA_TLS_KEY": "/a.key,/b.key", "ROTA_REDIRECT": "0.0.0.0:80"]
        ).configuration.settings
        XCTAssertEqual(settings.listenTLS, "[::]:443")
        XCTAssertEqual(settings.tlsCertificates, ["/a.crt", "/b.crt"])
        XCTAssertEqual(settings.tlsKeys, ["/a.key", "/b.key"])
        XCTAssertEqual(settings.redirect, "0.0.0.0:80")
        for (name, value) in [("ROTA_LISTEN_TLS", "443"), ("ROTA_TLS_CERTIFICATE", "/a.crt,"), ("ROTA_TLS_KEY", ""), ("ROTA_REDIRECT", "80")] {
            XCTAssertTrue(problem([name: value])?.contains("It must be ") == true, "\(name)=\(value)")
        }
    }

    /// Both ends of each range are taken, and what lies beyond is not.
    func testRead_keepsToTheRangeOfEachNumber() throws {
        var seen = 0
        for key in SettingKey.all where key.must.hasPrefix("a whole number from ") {
            let ends = key.must.split(separator: " ").compactMap { Int($0) }
            XCTAssertEqual(ends.count, 2, key.name)
            for (value, isRight) in [(ends[0], true), (ends[1], true), (ends[0] - 1, false), (ends[1] + 1, false)] {
                var configuration = Configuration()
                XCTAssertEqual(key.set(&configuration, String(value)), isRight, "\(key.name)=\(value)")
                if isRight { XCTAssertEqual(key.show(configuration), String(value), key.name) }
            }
            XCTAssertTrue((ends[0]...ends[1]).contains(try XCTUnwrap(Int(key.standard))), key.name)
            seen += 1
        }
        XCTAssertGreaterThan(seen, 15)
    }

    func testRead_refusesALineThatIsNoSetting() {
        XCTAssertEqual(problem(file: "ROTA_DATA=/x\nlisten 80\n"), #"rota.conf, line 2: write KEY=value, not "listen 80"."#)
        XCTAssertEqual(problem(file: "ROTA_DATA=/x\n\nROTA_DATA=/y\n"), "rota.conf, line 3 sets ROTA_DATA a second time; line 1 does too. Remove one of them.")
    }

    func testRead_refusesWhatContradicts() {
        let pairs = [
            ["ROTA_LOGIN_IDLE_MINUTES": "120", "ROTA_LOGIN_LIFETIME_HOURS": "1"], ["ROTA_MAX_UPLOAD_BYTES": "70000", "ROTA_MAX_FORM_BYTES": "80000"],
            ["ROTA_MAX_BUFFERED_BYTES": "2000000", "ROTA_MAX_UPLOAD_BYTES": "3000000"],
            ["ROTA_MAX_HEADER_BYTES": "2000", "ROTA_MAX_TARGET_BYTES": "3000"],
        ]
        for pair in pairs {
            let text = problem(pair) ?? ""
            for name in pair.keys { XCTAssertTrue(text.contains(name) || text.contains("Make it"), text) }
            XCTAssertTrue(text.contains("Make it "), text)
        }
    }

    private let token = "0123456789abcdefghij"

    func testRead_takesASecretFromItsFile() throws {
        let reader = try read(["ROTA_METRICS_TOKEN_FILE": "/run/token"], files: ["/run/token": token + "\n"])
        XCTAssertEqual(reader.configuration.settings.metricsToken, token)
        XCTAssertEqual(reader.sources["ROTA_METRICS_TOKEN"], "The environment by ROTA_METRICS_TOKEN_FILE")
        XCTAssertEqual(
            problem(["ROTA_METRICS_TOKEN_FILE": "/none"]),
            "The file /none that ROTA_METRICS_TOKEN_FILE names cannot be read. Correct the name, or give this user the right to read it.")
        XCTAssertEqual(
            problem(["ROTA_METRICS_TOKEN_FILE": "/none", "ROTA_METRICS_TOKEN": token]), "The environment sets both ROTA_METRICS_TOKEN and ROTA_METRICS_TOKEN_FILE. Remove one of them.")
    }

    func testProblem_neverShowsASecret() throws {
        let short = "hush"
        for problem in [problem(["ROTA_METRICS_TOKEN": short]), problem(file: "ROTA_METRICS_TOKEN=\(short)")] {
            XCTAssertEqual(problem?.contains(short), false, problem ?? "")
        }
        let rows = SettingsWords.dump(try read(["ROTA_METRICS_TOKEN": token]))
        XCTAssertFalse("\(rows)".contains(token))
        XCTAssertEqual(rows.first { $0.name == "ROTA_METRICS_TOKEN" }?.value, "***")
    }
}
