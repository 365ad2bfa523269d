import Civil
import Foundation

/// The machine's clock. The program tells London's time by its own rule, so the zone's data are only compared.
enum ClockCheckup {
    static func findings(at now: Instant) -> [Finding] { [year(now), zone(now)] + synchronisation() }

    static func year(_ now: Instant) -> Finding {
        let year = now.utcDay.year
        guard (2026...2099).contains(year) else { return .problem("clock", "the machine's clock says \(now.iso)", "Set it: what people enter is dated by it.") }
        return .ok("clock", "\(now.iso), \(London.time(at: now).iso) in London")
    }

    /// An hour before and after each of this year's and the next year's changes.
    static func zone(_ now: Instant, _ zone: TimeZone? = TimeZone(identifier: "Europe/London")) -> Finding {
        guard let zone else { return .warning("clock", "there are no time zone data for Europe/London", "Install them: apt-get install tzdata. Only other programs' times suffer.") }
        let year = now.utcDay.year
        for (year, month) in [(year, 3), (year, 10), (year + 1, 3), (year + 1, 10)] {
            guard let day = Day(year: year, month: month, day: 31) else { continue }
            let change = London.startOfDay(day - (day.weekday.index + 1) % 7)
            for instant: Instant in [change, change + 4 * 3_600] {
                guard zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds))) == London.offset(at: instant) else {
                    return .warning("clock", "the machine's data for Europe/London differ from the program's at \(instant.iso)", "If the law has changed, install a newer version of the program; otherwise update tzdata.")
                }
            }
        }
        return .ok("clock", "both clock changes of \(year) and \(year + 1) agree with the machine's time zone data")
    }

    /// Nothing where there is no timedatectl, or it can't tell.
    private static func synchronisation() -> [Finding] {
        let places = ["/usr/bin/timedatectl", "/bin/timedatectl"]
        guard let program = places.first(where: { access($0, X_OK) == 0 }) else { return [] }
        let process = Process(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["show", "--property=NTPSynchronized", "--value"]
        process.standardOutput = output
        process.standardError = FileHandle(forWritingAtPath: "/dev/null")
        guard (try? process.run()) != nil else { return [] }
        let answer = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0, answer.hasPrefix("no") else { return [] }
        return [.warning("clock", "is not synchronised with a time server", "Turn it on: timedatectl set-ntp true")]
    }
}
