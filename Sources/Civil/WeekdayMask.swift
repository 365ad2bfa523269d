extension Set<Weekday> {
    /// Monday is 1, Sunday 64: how a set of weekdays is stored.
    package var mask: Int { reduce(0) { $0 | 1 << $1.index } }

    package init(mask: Int) { self = Set(Weekday.allCases.filter { mask & 1 << $0.index != 0 }) }
}
