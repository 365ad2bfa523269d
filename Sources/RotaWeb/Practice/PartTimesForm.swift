import Civil
import HTTP
import RotaDomain

/// When the parts begin and end, as typed.
struct PartTimesForm: Equatable {
    private static let ids = ["am-from", "am-to", "pm-from", "pm-to"]
    private static let labels = ["Morning begins", "Morning ends", "Afternoon begins", "Afternoon ends"]

    private var texts: [String]

    init(_ times: PartTimes) { texts = [times.am.from, times.am.to, times.pm.from, times.pm.to].map(\.words) }

    /// A form that doesn't ask for them leaves them as they stand.
    init(_ form: FormBody, known: PartTimes) {
        let standing = PartTimesForm(known).texts
        texts = zip(Self.ids, standing).map { id, text in (form[id] ?? text).trimmingSpaces }
    }

    /// The times; or nil, with what is wrong added.
    func check(_ errors: inout FieldErrors) -> PartTimes? {
        var times: [TimeOfDay] = []
        for index in Self.ids.indices {
            guard let time = TimeOfDay(typed: texts[index]) else {
                errors.add(Self.ids[index], "\(Self.labels[index]) must be a time, such as 8:30am")
                continue
            }
            times.append(time)
        }
        guard times.count == Self.ids.count else { return nil }
        let order = [(1, "Morning must end after it begins"), (2, "Afternoon must begin when the morning has ended"), (3, "Afternoon must end after it begins")]
        for (index, message) in order where index == 2 ? times[index] < times[index - 1] : times[index] <= times[index - 1] {
            errors.add(Self.ids[index], message)
        }
        return PartTimes(amFrom: times[0], amTo: times[1], pmFrom: times[2], pmTo: times[3])
    }

    func fields(_ errors: FieldErrors) -> [TextField] {
        Self.ids.indices.map { index in
            TextField(
                id: Self.ids[index], label: Self.labels[index], hint: index == 0 ? "For example, 8:30am" : nil, value: texts[index], error: errors[Self.ids[index]],
                width: "input--10")
        }
    }
}

extension PartTimes {
    /// "8:30am to 12:30pm, 2pm to 6pm"
    var words: String { "\(am.from.words) to \(am.to.words), \(pm.from.words) to \(pm.to.words)" }
}
