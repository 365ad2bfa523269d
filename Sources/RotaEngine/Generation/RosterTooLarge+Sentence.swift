import Rostering

extension RosterTooLarge {
    /// For the manager: practice and dates together ask for more than a roster may hold, and what to do.
    package var sentence: String {
        let weeks = (days + 6) / 7
        return "\(NumberText.grouped(staff)) clinicians over \(weeks) \(weeks == 1 ? "week" : "weeks"), with all the locations where each may work, are more than can be "
            + "generated at once. Choose fewer weeks, or name fewer locations in the working terms."
    }
}
