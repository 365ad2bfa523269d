import RotaDomain

/// The fixes of one gap, the least effort first: one for each person, few of a kind, and a locum to be found whatever else there is.
struct FixList {
    private let most: Int
    private var locum: GapFix?
    private var others: [GapFix] = []
    private static let mostAlike = 2
    private var room: Int { locum == nil ? most : most - 1 }

    init(most: Int) { self.most = most }

    var fixes: [GapFix] {
        let listed = Array(others.prefix(room)), place = locum.map { locum in listed.firstIndex { locum.effort < $0.effort } ?? listed.count }
        return place.map { listed[..<$0] + [locum].compactMap { $0 } + listed[$0...] } ?? listed
    }

    /// Is whatever is asked from here on more than the last of those that are listed?
    func isFull(before ask: GapFix.Ask) -> Bool { others.count >= room && (room == 0 || ask.effort > others[room - 1].effort) }

    /// Would a fix that asks for this have a place? Somebody who is asked already is asked for something else only where that takes less, or fills
    /// both halves of the day.
    func wants(_ ask: GapFix.Ask, isShortAllDay: Bool) -> Bool {
        guard let person = ask.person else { return locum == nil }
        if let known = others.first(where: { $0.ask.person == person }) {
            return isShortAllDay && known.alsoFills == nil || ask.effort + 1 < known.effort
        }
        return others.count { $0.ask.kind == ask.kind } < Self.mostAlike
    }

    mutating func add(_ fix: GapFix) {
        guard let person = fix.ask.person else { locum = fix; return }
        if let known = others.firstIndex(where: { $0.ask.person == person }) {
            let isBetter = others[known].alsoFills == fix.alsoFills ? fix.effort < others[known].effort : fix.alsoFills != nil
            guard isBetter else { return }
            others.remove(at: known)
        }
        others.insert(fix, at: others.firstIndex { fix.effort < $0.effort } ?? others.count)
    }
}
