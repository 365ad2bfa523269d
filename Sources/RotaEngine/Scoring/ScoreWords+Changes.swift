/// What a change does to the score, in words for a practice manager: each rule that counts more or less then.
extension ScoreWords {
    /// "2 more half-days away from the usual site", "duty shared less evenly"; the largest first. Empty where nothing changes that anybody would notice.
    package static func worse(_ difference: ScoreDifference) -> [String] { lines(difference) { $0 > 0 } }

    /// The same of what counts less then: "1 fewer half-day away from the usual site".
    package static func better(_ difference: ScoreDifference) -> [String] { lines(difference) { $0 < 0 } }

    /// Points below which a change is no more than the rounding of shares.
    private static let least = 1.0

    private static func lines(_ difference: ScoreDifference, _ isMeant: (Double) -> Bool) -> [String] {
        difference.lines.filter { isMeant($0.change) && abs($0.points) >= least }.map(phrase)
    }

    private static func phrase(_ line: ScoreDifference.Line) -> String {
        let isMore = line.change > 0, count = abs(line.change)
        func much(_ one: String, _ many: String? = nil) -> String {
            "\(NumberText.decimal(count)) \(isMore ? "more" : "fewer") \(count == 1 ? one : many ?? one + "s")"
        }
        func evenly(_ what: String) -> String { "\(what) \(isMore ? "less" : "more") evenly" }
        switch line.rule {
        case .s1: return much("duty place") + " left empty"
        case .s2: return much("doctor") + " missing from cover"
        case .s3: return much("trainee half-day") + " unsupervised"
        case .s4: return much("must-work day or half-day of a weekly minimum", "must-work days or half-days of a weekly minimum") + " missed"
        case .s5: return "partners \(NumberText.decimal(count)) \(count == 1 ? "half-day" : "half-days") \(isMore ? "further from" : "nearer to") contract"
        case .s6: return "partners’ weeks \(isMore ? "less" : "more") like each other"
        case .s7: return evenly("cover spread")
        case .s8: return evenly("duty shared")
        case .s9: return evenly("Monday and Friday duty shared")
        case .s10: return much("pair") + " of duty days close together"
        case .s11: return much("half-day") + " changed from today’s rota"
        case .s12: return much("day") + " unlike the week before"
        case .s13: return much("half-day") + " away from the usual site"
        default: return much("thing") + " counted: \(line.rule.title)"
        }
    }
}
