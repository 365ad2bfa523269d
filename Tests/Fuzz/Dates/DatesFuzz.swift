import Civil
import HTTP

/// Dates, times and places as people and browsers write them; each of the first lines of the input is one, the fourth all that remains.
enum DatesFuzz {
    static let run: @Sendable ([UInt8]) -> Void = { bytes in
        let lines = bytes.split(separator: 0x0A, maxSplits: 3, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        var random = InputRandom(bytes)
        checkHTTPDates(lines, Int(truncatingIfNeeded: random.next()))
        checkTypedDates(lines)
        for line in lines {
            if let day = Day(iso: line) { expectEqual(day.iso, line, "ISO date") }
            if let time = TimeOfDay(iso: line) { expectEqual(time.iso, line, "ISO time") }
            if let place = HostAndPort(line) { checkPlace(place) }
            checkMediaType(line)
        }
    }

    private static func checkHTTPDates(_ lines: [String], _ instant: Int) {
        let now = instant % 10_000_000_000
        for line in lines {
            guard let seconds = HTTPDate.parse(line, now: now) else { continue }
            expect(HTTPDate.parse(HTTPDate.format(seconds), now: now) == seconds, "\(line) is \(seconds), \(HTTPDate.format(seconds))")
        }
        // The years that have four digits.
        let lawful = -62_135_596_800 + abs(instant % 315_537_897_600)
        expect(HTTPDate.parse(HTTPDate.format(lawful), now: now) == lawful, "\(lawful) is \(HTTPDate.format(lawful))")
        expect(HTTPDate.format(instant).utf8.count == 29, "length of \(HTTPDate.format(instant))")
    }

    private static func checkTypedDates(_ lines: [String]) {
        for line in lines { checkTyped(DateInput(text: line)) }
        guard lines.count >= 3 else { return }
        checkTyped(DateInput(day: lines[0], month: lines[1], year: lines[2]))
    }

    private static func checkTyped(_ input: DateInput) {
        expect(input.value == nil ? input.problem("Start date") != nil && input.firstWrong != nil : input.problem("Start date") == nil, "a date and a problem")
        guard let day = input.value else { return }
        // Words have no leading zeros, so years below 1000 can't be typed so.
        expect(DateInput(text: day.iso).value == day && (day.year < 1_000 || DateInput(text: day.long).value == day), "\(day.long) is read as \(DateInput(text: day.long))")
    }

    private static func checkPlace(_ place: HostAndPort) {
        let host = place.host.utf8.contains(0x3A) ? "[\(place.host)]" : place.host
        let again = HostAndPort("\(host):\(place.port)")
        expect(again == place, "\(place) is read as \(String(describing: again))")
    }

    private static func checkMediaType(_ line: String) {
        let type = MediaType(line)
        expect(type.essence.utf8.count <= 3 * line.utf8.count && type.parameters.count <= line.utf8.count, "media type")
    }
}
