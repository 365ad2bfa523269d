import RotaDomain
import RotaEngine

/// The lines of the score for people who don't know the rules by number.
enum ScoreWords {
    /// What a line counts: "Half-days short of doctors"
    static func title(_ rule: SoftRule) -> String {
        switch rule {
        case .s1: "Duty places left empty"
        case .s2: "Doctors missing from cover"
        case .s3: "Trainee half-days unsupervised"
        case .s4: "Partners’ must-work days and weekly minimum missed"
        case .s5: "Partners’ half-days away from contract"
        case .s6: "Partners’ uneven weeks"
        case .s7: "More doctors than needed, unevenly spread"
        case .s8: "Unequal shares of duty"
        case .s9: "Unequal shares of Monday and Friday duty"
        case .s10: "Duty days close together"
        case .s11: "Half-days changed from today’s rota"
        case .s12: "Days that differ from the week before"
        case .s13: "Half-days away from the usual site"
        }
    }

    /// What a line says of this rota, for the summary; nil where there is nothing to say.
    static func sentence(_ rule: SoftRule, _ line: StoredReport.Line) -> String? {
        guard line.count > 0 else { return good(rule) }
        let count = Int(line.count.rounded())
        return switch rule {
        case .s5: "Everyone within \(counted(NumberText.decimal(rounded(line.worst)), "half-day")) of contract over these dates"
        case .s6: "\(NumberText.decimal(rounded(line.count))) half-days more or less than usual, over all weeks"
        case .s8: "Everyone within \(counted(NumberText.decimal(rounded(line.worst.squareRoot())), "half-day")) of the fair share"
        case .s9: "Everyone within \(counted(NumberText.decimal(rounded(line.worst.squareRoot())), "half-day")) of the fair share"
        case .s10: "\(counted(count, "pair")) of duty days within three days of each other"
        case .s11: "\(counted(count, "half-day")) differ from the shifts that were there"
        case .s12: "\(counted(count, "day")) differ from the week before"
        case .s13: "\(counted(count, "half-day")) at another site than usual"
        default: nil
        }
    }

    /// The summary's heading for a line; nil for lines that are problems, listed by themselves.
    static func heading(_ rule: SoftRule) -> String? {
        switch rule {
        case .s1, .s2, .s3, .s4, .s7: nil
        case .s5: "Partners’ hours"
        case .s6: "Even weeks"
        case .s8: "Duty shared"
        case .s9: "Mondays and Fridays"
        case .s10: "Duty on close days"
        case .s11: "Change"
        case .s12: "Settled weeks"
        case .s13: "Usual site"
        }
    }

    private static func good(_ rule: SoftRule) -> String? {
        switch rule {
        case .s5: "Everyone works what the contract says"
        case .s6: "Every week as long as usual"
        case .s8, .s9: "Shared exactly"
        case .s10: "None"
        case .s12: "Every week like the one before"
        default: nil
        }
    }

    /// To one decimal, upwards, so that "within" is true.
    private static func rounded(_ value: Double) -> Double { (value * 10 - 0.000_001).rounded(.up) / 10 }

    private static func counted(_ figure: String, _ noun: String) -> String { "\(figure) \(noun)\(figure == "1" ? "" : "s")" }
    private static func counted(_ count: Int, _ noun: String) -> String { counted(NumberText.grouped(count), noun) }

    /// Why somebody who could fill a gap was not chosen.
    static func obstacle(_ obstacle: Obstacle) -> String {
        guard case .wouldCost(_, let lines, let from) = obstacle else { return obstacle.sentence }
        let action = from.map { "could be moved from \($0)" } ?? "could be added"
        let worse = lines.filter { $0.change > 0 }.prefix(2).map { lowered(title($0.rule)) }
        return worse.isEmpty ? action : "\(action), but what weighs more would get worse: \(worse.joined(separator: "; "))"
    }

    private static func lowered(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
}
