import RotaDomain

/// What is said of a gap that competes with other places for the same people.
extension GapWords {
    /// "Needs the same people as 2 other places; 1 of these 3 stays empty in every rota"
    static func brief(_ tie: GapTie) -> String {
        tie.places.count > 1 ? "Needs the same people as \(others(tie)); \(missing(tie))" : sentenceCase(missing(tie))
    }

    /// - Parameter alone: how many of the gap are missing in every rota, whatever becomes of the other places.
    func sentences(_ tie: GapTie, alone: Int) -> [String] { said(tie, alone: alone) + (Self.people(tie).map { [$0] } ?? []) }

    /// "21 doctors needed at both, 20 available: Dr Okafor, …", which can be counted by hand; where the places are not at one time, what they need
    /// and who there is. Nil where nobody is.
    private static func people(_ tie: GapTie) -> String? {
        guard !tie.available.isEmpty else { return nil }
        let names = tie.available.map(\.name).joined(separator: ", "), needed = tie.places.reduce(0) { $0 + $1.count }
        guard isOneTime(tie.places), tie.available.count < needed else { return "Available for any of them: \(names)." }
        return "\(NumberText.counted(needed, "doctor")) needed at \(tie.places.count == 2 ? "both" : "all of them"), \(tie.available.count) available: \(names)."
    }

    /// Does nobody count at two of the places? Duty doctors count towards the cover of their place too.
    private static func isOneTime(_ places: [Gap]) -> Bool {
        let isOfDoctors = places.allSatisfy { $0.kind == .cover || $0.kind == .duty }
        return isOfDoctors && Set(places.map { "\($0.date.iso) \($0.part)" }).count == 1 && Set(places.map(\.location)).count == places.count
    }

    private func said(_ tie: GapTie, alone: Int) -> [String] {
        let places = tie.places.count
        guard places > 1 else { return ["\(Self.sentenceCase(Self.missing(tie)))."] }
        let same = alone == 0 ? "It needs the same people as \(Self.others(tie))." : "The rest needs the same people as \(Self.others(tie))."
        guard tie.extent != .eachAlone else { return ["\(same) Each can be filled, but not \(places == 2 ? "both" : "all"): \(Self.missing(tie))."] }
        return ["\(same) One more here would leave \(places == 2 ? "that place" : "one of those") shorter than it is. In all, \(Self.missing(tie))."]
    }

    /// "1 of these 2 stays empty in every rota": never said of the gap itself, which some rota fills.
    private static func missing(_ tie: GapTie) -> String {
        let needed = tie.places.reduce(0) { $0 + $1.count }
        if needed == tie.places.count, needed > 1 { return "\(tie.open) of these \(needed) \(tie.open == 1 ? "stays" : "stay") empty in every rota" }
        return "\(tie.open) of the \(needed) needed \(tie.open == 1 ? "is" : "are") missing in every rota"
    }

    /// "2 other places"; "some of 20 other places" where not all need be among them.
    private static func others(_ tie: GapTie) -> String { (tie.extent == .someOfThem ? "some of " : "") + NumberText.counted(tie.places.count - 1, "other place") }

    func sections(_ tie: GapTie, count: Int, alone: Bool) -> [GapAccount.Section] {
        var found = [GapAccount.Section(tie.places.count > 1 ? "What they need" : "What it needs", tie.places.indices.map { needs(tie, $0) })]
        if !tie.torn.isEmpty { found.append(GapAccount.Section("Who could be at one of them, but not at every one", tie.torn.map { "\($0.person.name): \(Self.cause($0.cause))" })) }
        if !tie.others.isEmpty, !alone { found.append(GapAccount.Section("Why nobody else can", Self.byReason(tie.others), isOfPeople: true)) }
        // What makes the rota better on the whole is for the next generation to find, not for a hand to follow.
        guard let price = tie.instead, !price.difference.isBetter else { return found }
        // What the change gives is one more, which fills the place only if no more is missing there.
        return found + [GapAccount.Section(count == 1 ? "To fill this one and leave another short" : "To have one more here and leave another short", price.changes.map(change))]
    }

    /// "Tue 5 January, morning, Main Surgery: 3 doctors, 3 available"
    private func needs(_ tie: GapTie, _ number: Int) -> String {
        let place = place(tie.places[number])
        guard tie.able.indices.contains(number), tie.places[number].kind == .cover || tie.places[number].kind == .duty else { return place }
        return "\(place), \(tie.able[number]) available"
    }

    private static func cause(_ cause: GapTie.Cause) -> String {
        switch cause {
        case .weekMaximum(let most): "at most \(NumberText.general(most)) \(most == 1 ? "shift" : "shifts") a week"
        case .oneLocation: "one location a day"
        case .oneHalf: "one half of the day"
        case .oneDay: "either these half-days or those"
        }
    }
}
