import Foundation
import TestSupport
import XCTest

@testable import RotaCommands

/// One table says what can be set; the README's and `--help` repeat it.
final class SettingsWordsTests: CommandTestCase {
    func testReadme_hasTheTable() throws {
        let readme = try text(PackageFolder.url.appending(path: ".readme/settings.md").path)
        let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| `ROTA_") }.map(String.init)
        XCTAssertEqual(rows, SettingsWords.readmeRows, "README's settings should be:\n\(SettingsWords.readmeRows.joined(separator: "\n"))")
    }

    func testHelp_namesEachSetting() throws {
        let help = try rota("serve", "--help").output
        for key in SettingKey.all { XCTAssertTrue(help.contains("\n\(key.name) "), key.name) }
        XCTAssertEqual(Set(SettingKey.all.map(\.name)).count, SettingKey.all.count)
    }

    func testDump_saysWhereEachValueComesFrom() throws {
        let conf = try file("other.conf", "ROTA_WORKERS=3\n")
        let run = try rota("config", "dump", "--data", "/srv/x", settings: ["ROTA_CONFIG": conf, "ROTA_LOG_LEVEL": "warn"])
        XCTAssertEqual(run.status, 0, run.errors)
        let lines = run.output.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1).map { $0.drop { $0 == " " } } }
        XCTAssertEqual(lines.count, SettingKey.all.count)
        for wanted in [
            ["ROTA_WORKERS=3", "# \(conf), line 1"], ["ROTA_LOG_LEVEL=warn", "# The environment"], ["ROTA_DATA=/srv/x", "# --data"], ["ROTA_LOGIN_IDLE_MINUTES=60", "# unless set"],
        ] {
            XCTAssertTrue(lines.contains { $0.map(String.init) == wanted }, "\(wanted) in \(run.output)")
        }
    }

    func testDump_speaksJSONToo() throws {
        let run = try rota("config", "dump", "--json", settings: ["ROTA_WORKERS": "3"])
        let table = try JSONDecoder().decode([String: [String: String]].self, from: Data(run.output.utf8))
        XCTAssertEqual(table["ROTA_WORKERS"], ["value": "3", "from": "The environment"])
        XCTAssertEqual(table.count, SettingKey.all.count)
    }

    func testConfig_saysWhatItNeeds() throws {
        XCTAssertEqual(try rota("config").status, 2)
        XCTAssertEqual(try rota("config", "show").status, 2)
    }
}
