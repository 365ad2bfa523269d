import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// `/api/v1/cover`, `/api/v1/gaps`: what a rota needs and lacks, as the pages count it.
enum APICover {
    static func index(_ call: APICall) throws -> APIAnswer {
        try page(call) { rota in rota.cover() } write: { json, row, rota in
            rota.place(row.place, to: &json)
            json.member("needed", row.need.minimum)
            json.member("present", row.present)
            json.member("duty_needed", row.need.duty)
            json.member("on_duty", list: row.onDuty) { json, code in json.object { rota.clinician(code, to: &$0) } }
        }
    }

    static func gaps(_ call: APICall) throws -> APIAnswer {
        try page(call) { rota in rota.gaps() } write: { json, row, rota in
            rota.place(row.place, to: &json)
            json.member("kind", row.kind)
            json.member("missing", row.missing)
            if let trainee = row.trainee {
                json.member("trainee", object: { rota.clinician(trainee, to: &$0) })
            } else {
                json.member("trainee", String?.none)
            }
        }
    }

    /// The rows are counted of all the dates, which are bounded, and those after the cursor shown.
    private static func page<Row: APICoverRow>(
        _ call: APICall, rows: (APICoverRota) -> [Row], write: (inout JSONWriter, Row, APICoverRota) -> Void
    ) throws -> APIAnswer {
        let isDraft = try call.isDraft(), range = try call.query.range(most: 92), after = try call.cursor { $0 } ?? ""
        let found = try call.store.read { db in try ShiftRepository(db, call.visibility).rota(range) }
        guard let rota = found.map({ APICoverRota($0, range, isDraft: isDraft) }) else { throw PageError.notFound }
        let left = rows(rota).filter { $0.key > after }.sorted { $0.key < $1.key }
        return call.page(left, key: \.key) { json, row in json.object { write(&$0, row, rota) } }
    }
}

/// A row with a place in the order of its list.
protocol APICoverRow {
    var key: String { get }
}

/// A half-day at a location.
struct APIPlace {
    let date: Day
    let part: Part
    let location: String
    let locationId: Int

    /// Sorts by date, part and location.
    var key: String { "\(date.iso)/\(part.rawValue)/\(String(locationId).leftPadded(to: 10))" }
}

/// The rota of some dates, published or draft, counted for other programs.
struct APICoverRota {
    struct Cover: APICoverRow {
        let place: APIPlace
        let need: CoverTable.Need
        let present: Int
        let onDuty: [String]

        var key: String { place.key }
    }

    struct Lack: APICoverRow {
        let place: APIPlace
        let kind: String
        let missing: Int
        let trainee: String?

        var key: String { "\(place.key)/\(kind)/\(trainee ?? "")" }
    }

    private let rota: VisibleRota
    private let file: PracticeFile
    private let range: DayRange
    private let days: Set<Day>
    private let names: [String: String]

    init(_ rota: VisibleRota, _ range: DayRange, isDraft: Bool) {
        self.rota = rota
        self.range = range
        var file = rota.file
        if !isDraft { file.shifts = rota.published }
        self.file = file
        days = isDraft ? Set(range.days) : Set(rota.versions.keys)
        names = Dictionary(file.clinicians.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    /// Where something is needed or somebody works.
    func cover() -> [Cover] {
        let needs = CoverTable(file, range), counts = counts()
        return range.days.filter(days.contains).flatMap { day in
            Part.allCases.flatMap { part in
                file.locations.compactMap { location -> Cover? in
                    guard let id = rota.locationIds[location] else { return nil }
                    let place = APIPlace(date: day, part: part, location: location, locationId: id), need = needs.need(day, part, location), count = counts[place.key]
                    guard need.minimum > 0 || need.duty > 0 || count != nil else { return nil }
                    return Cover(place: place, need: need, present: count?.present ?? 0, onDuty: count?.duty.sorted() ?? [])
                }
            }
        }
    }

    func gaps() -> [Lack] {
        Warnings.gaps(file, shifts: file.shifts, range: range).filter { days.contains($0.date) }.compactMap { gap in
            guard let id = rota.locationIds[gap.location] else { return nil }
            let place = APIPlace(date: gap.date, part: gap.part, location: gap.location, locationId: id)
            switch gap.kind {
            case .cover: return Lack(place: place, kind: "cover", missing: gap.count, trainee: nil)
            case .duty: return Lack(place: place, kind: "duty", missing: gap.count, trainee: nil)
            case .supervision(let trainee): return Lack(place: place, kind: "supervision", missing: gap.count, trainee: trainee)
            }
        }
    }

    /// Who counts towards cover, and who is on duty, by place.
    private func counts() -> [String: (present: Int, duty: [String])] {
        let counting = Set(file.practice.countsTowardsMinimum), terms = Dictionary(grouping: file.terms, by: \.clinician)
        var counts: [String: (present: Int, duty: [String])] = [:]
        for shift in file.shifts {
            guard let id = rota.locationIds[shift.location] else { continue }
            let term = terms[shift.clinician]?.first { $0.start <= shift.date && shift.date <= $0.end ?? shift.date }
            for part in shift.span.parts {
                let key = APIPlace(date: shift.date, part: part, location: shift.location, locationId: id).key
                counts[key, default: (0, [])].present += term.map { counting.contains($0.type) } == true ? 1 : 0
                if shift.kind == .duty { counts[key, default: (0, [])].duty.append(shift.clinician) }
            }
        }
        return counts
    }

    func place(_ place: APIPlace, to json: inout JSONWriter) {
        json.member("date", place.date)
        json.member("part", place.part.rawValue)
        json.member("location", object: { APIPractice.write(place.locationId, place.location, to: &$0) })
    }

    func clinician(_ code: String, to json: inout JSONWriter) { APIPractice.write(rota.clinicianIds[code] ?? 0, names[code] ?? code, to: &json) }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String { String(repeating: "0", count: max(0, width - count)) + self }
}
