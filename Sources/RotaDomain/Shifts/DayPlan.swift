import Civil

/// What one clinician does on one day, part by part: how the rota is changed by hand, and compared with what was published.
package struct DayPlan: Sendable, Hashable {
    /// One part's work.
    package struct Work: Sendable, Hashable {
        package var kind: ShiftKind
        /// By name.
        package var location: String
        package var pinned: Bool

        package init(kind: ShiftKind, location: String, pinned: Bool = false) {
            self.kind = kind
            self.location = location
            self.pinned = pinned
        }

        package func isSame(as other: Work) -> Bool { kind == other.kind && location == other.location }
    }

    package var am: Work?
    package var pm: Work?

    package init(am: Work? = nil, pm: Work? = nil) {
        self.am = am
        self.pm = pm
    }

    /// The shifts of one clinician on one day.
    package init(_ shifts: some Sequence<PracticeFile.Shift>) {
        for shift in shifts { add(shift) }
    }

    package mutating func add(_ shift: PracticeFile.Shift) {
        let work = Work(kind: shift.kind, location: shift.location, pinned: shift.pinned)
        if shift.span.covers(.am) { am = work }
        if shift.span.covers(.pm) { pm = work }
    }

    package subscript(part: Part) -> Work? {
        get { part == .am ? am : pm }
        set { if part == .am { am = newValue } else { pm = newValue } }
    }

    package var isEmpty: Bool { am == nil && pm == nil }
    package var parts: [Part] { Part.allCases.filter { self[$0] != nil } }
    package var isPinned: Bool { am?.pinned == true || pm?.pinned == true }

    /// Is the same work done, pins apart?
    package func isSameWork(as other: DayPlan) -> Bool {
        Part.allCases.allSatisfy { part in
            guard let mine = self[part], let theirs = other[part] else { return self[part] == nil && other[part] == nil }
            return mine.isSame(as: theirs)
        }
    }

    /// The plan as shifts: one for a whole day of one kind at one place, else one for each half (rules.md, "The practice file").
    package func shifts(of clinician: String, on date: Day) -> [PracticeFile.Shift] {
        if let am, am == pm { return [shift(am, .full, clinician, date)] }
        return [am.map { shift($0, .am, clinician, date) }, pm.map { shift($0, .pm, clinician, date) }].compactMap { $0 }
    }

    private func shift(_ work: Work, _ span: Span, _ clinician: String, _ date: Day) -> PracticeFile.Shift {
        PracticeFile.Shift(clinician: clinician, date: date, span: span, kind: work.kind, location: work.location, pinned: work.pinned)
    }

    /// Stands for the plan in a form, so that a change meanwhile is noticed.
    package var stamp: String {
        Part.allCases.map { part in self[part].map { "\($0.kind.rawValue)/\($0.pinned ? "pinned" : "free")/\($0.location)" } ?? "off" }.joined(separator: "|")
    }
}
