import Civil
import RotaDomain

/// The shapes of the API's answers.
enum APISchemas {
    typealias Field = APISchema.Field

    static let all: [(name: String, schema: APISchema)] = [
        ("Practice", practice), ("Location", reference("A place where the practice works")), ("Clinician", clinician), ("Group", group), ("Term", term), ("Shift", shift),
        ("Cover", cover), ("Gap", gap), ("Duty", duty), ("Problem", APIProblem.schema),
    ]

    static func find(_ name: String) -> APISchema? { all.first { $0.name == name }?.schema }

    private static let part = APISchema.word(Part.allCases.map(\.rawValue))
    private static let span = APISchema.word(Span.allCases.map(\.rawValue))
    private static let weekdays = APISchema.list(.word(Weekday.allCases.map(\.rawValue)))

    /// Something by its id and name.
    private static func reference(_ what: String) -> APISchema { .object([Field("id", .whole, "Its id"), Field("name", .text, "Its name")]) }

    private static let hours = APISchema.object([Field("from", .clock, "When it begins"), Field("to", .clock, "When it ends")])

    private static let practice = APISchema.object([
        Field("name", .text, "The practice’s name"), Field("nation", .word(Nation.allCases.map(\.rawValue)), "Whose bank holidays it keeps"),
        Field("time_zone", .text, "Of all its times: Europe/London"), Field("morning", hours, "The am part by the clock"),
        Field("afternoon", hours, "The pm part by the clock"), Field("open", .map(.list(part)), "By weekday, the parts on which it is usually open"),
    ])

    private static let clinician = APISchema.object([
        Field("id", .whole, "The id"), Field("name", .text, "The full name"), Field("active", .flag, "Whether they work at the practice"),
        Field("group_ids", .list(.whole), "The groups that they are in"),
    ])

    private static let group = APISchema.object([
        Field("id", .whole, "The id"), Field("name", .text, "The name"), Field("clinician_ids", .list(.whole), "Who is in it"),
    ])

    private static let term = APISchema.object([
        Field("id", .whole, "The id"), Field("clinician_id", .whole, "Whose it is"), Field("type", .word(TermType.allCases.map(\.rawValue)), "The contract"),
        Field("start_date", .date, "The first date"), Field("end_date", .optional(.date), "The last date; null while ongoing"),
        Field("duty", .flag, "Takes part in the duty rotation"), Field("location_ids", .list(.whole), "Where it works, home first"),
        Field("supervisor_id", .optional(.whole), "The clinician who supervises a trainee"), Field("fte_percent", .optional(.number), "Of a partner"),
        Field("fixed_days", weekdays, "The days of a contract"), Field("fixed_days_b", .optional(weekdays), "Those of every second week, where weeks alternate"),
        Field("half_days", .map(.text), "By weekday, the part that is worked where it is not the whole day"), Field("cannot_work", weekdays, "Never"), Field("must_work", weekdays, "Always"),
        Field("min_shifts", .optional(.number), "A week"), Field("max_shifts", .optional(.number), "A week"),
        Field("leave_entitlement", .optional(.number), "A year: weeks for partners, days for others"),
    ])

    private static let shift = APISchema.object([
        Field("date", .date, "The date"), Field("part", span, "The whole day or a half of it"), Field("starts_at", .instant, "By the practice’s hours"),
        Field("ends_at", .instant, "By the practice’s hours"), Field("kind", .word(ShiftKind.allCases.map(\.rawValue)), "duty: takes what can’t wait"),
        Field("clinician", reference("Who works"), "Who works"), Field("location", reference("Where"), "Where"),
        Field("status", .word(["published", "draft"]), "Whether clinicians see it"),
    ])

    private static let cover = APISchema.object([
        Field("date", .date, "The date"), Field("part", part, "The half-day"), Field("location", reference("Where"), "Where"),
        Field("needed", .whole, "How many doctors it needs at least"), Field("present", .whole, "How many are there who count"),
        Field("duty_needed", .whole, "How many duty doctors it needs"), Field("on_duty", .list(reference("A duty doctor")), "Who is on duty"),
    ])

    private static let gap = APISchema.object([
        Field("date", .date, "The date"), Field("part", part, "The half-day"), Field("location", reference("Where"), "Where"),
        Field("kind", .word(["cover", "duty", "supervision"]), "Doctors, a duty doctor, or a trainee’s supervisor"), Field("missing", .whole, "How many"),
        Field("trainee", .optional(reference("The trainee")), "Who is unsupervised; null for other kinds"),
    ])

    private static let duty = APISchema.object([
        Field("date", .date, "The date"), Field("published", .flag, "Whether clinicians see a rota for the date"),
        Field("am", .list(onDuty), "Who is on duty in the morning"), Field("pm", .list(onDuty), "Who is on duty in the afternoon"),
    ])

    private static let onDuty = APISchema.object([Field("clinician", reference("Who"), "Who"), Field("location", reference("Where"), "Where")])
}
