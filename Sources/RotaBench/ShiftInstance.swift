/// An instance of Curtois and Qu's shift-scheduling benchmark (2014): who may work which shifts on which days, and what is asked for.
struct ShiftInstance: Equatable {
    struct Shift: Equatable {
        var id: String
        var minutes: Int
        /// Numbers of the shifts that may not follow on the next day.
        var blocks: Set<Int> = []
    }

    struct Member: Equatable {
        var id: String
        /// By shift: how often at most.
        var maximum: [Int]
        var maxMinutes: Int
        var minMinutes: Int
        var maxRun: Int
        var minRun: Int
        var minDaysOff: Int
        var maxWeekends: Int
        var daysOff: Set<Int> = []
    }

    /// A wish to work, or not to work, a shift on a day, and what ignoring it costs.
    struct Request: Equatable {
        var member: Int
        var day: Int
        var shift: Int
        var weight: Int
        var isOn: Bool
    }

    struct Cover: Equatable {
        var day: Int
        var shift: Int
        var required: Int
        var under: Int
        var over: Int
    }

    var days = 0
    var shifts: [Shift] = []
    var staff: [Member] = []
    var requests: [Request] = []
    var cover: [Cover] = []
}
