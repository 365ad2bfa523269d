extension DayPlan {
    /// "Surgery, Main Surgery", "Duty, Hillside, morning", "Not working"
    package var words: String {
        switch (am, pm) {
        case (nil, nil): "Not working"
        case (let am?, let pm?) where am.isSame(as: pm): am.words
        case (let am?, let pm?): "Morning: \(am.words). Afternoon: \(pm.words)"
        case (let am?, nil): "\(am.words), morning"
        case (nil, let pm?): "\(pm.words), afternoon"
        }
    }
}

extension DayPlan.Work {
    fileprivate var words: String { "\(kind.label), \(location)" }
}
