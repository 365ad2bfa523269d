import Civil
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// What the form of a working term may be answered with.
struct TermFormOptions {
    let clinician: Clinician
    let locations: [Location]
    /// Active clinicians other than oneself, and the one that the term names already (S0.22).
    let supervisors: [Clinician]
    /// Monday to Friday and whatever else is open or worked.
    let weekdays: [Weekday]

    init(clinician: Clinician, locations: [Location], supervisors: [Clinician], weekdays: [Weekday]) {
        self.clinician = clinician
        self.locations = locations
        self.supervisors = supervisors
        self.weekdays = weekdays
    }

    /// - Parameter term: the term that is changed, if any.
    init(_ db: Connection, _ visibility: Visibility, _ clinician: Clinician, _ term: WorkingTerm?) throws {
        self.clinician = clinician
        locations = try LocationRepository(db).all()
        let clinicians = ClinicianRepository(db, visibility)
        var supervisors = try clinicians.active().filter { $0.id != clinician.id }
        if let id = term?.details.supervisorId, !supervisors.contains(where: { $0.id == id }), let named = try clinicians.find(id) { supervisors.append(named) }
        self.supervisors = supervisors
        let open = Set(try PracticeRepository(db).opening().keys)
        let worked = term.map { term in
            term.details.fixedDays.union(term.details.fixedDaysB ?? []).union(term.details.cannotWork).union(term.details.mustWork).union(term.details.halfDays.keys)
        }
        weekdays = Weekday.allCases.filter { $0 < .sat || open.contains($0) || worked?.contains($0) == true }
    }
}

/// A working term as it was typed: every field of every type, whichever belongs to the type chosen (S0.20).
struct TermForm {
    var type = ""
    var supervisor = ""
    var fte = ""
    var start = TypedDate(nil)
    var end = TypedDate(nil)
    var duty = true
    var locations: Set<Int> = []
    var home = ""
    var fixed: Set<Weekday> = []
    var alternates = false
    var fixedB: Set<Weekday> = []
    var cannot: Set<Weekday> = []
    var must: Set<Weekday> = []
    var halves: [Weekday: String] = [:]
    var leave = ""
    var least = ""
    var most = ""
    /// The id of the other term that is to end the day before this one starts (S0.50).
    var endOther: Int?
    var revision = 0
    /// Set when the dates overlap a term that began earlier: ending it makes room.
    var offer: WorkingTerm?
    var errors = FieldErrors()

    /// An empty form, of the type and from the date that a link asked for.
    init(type: String, start: Day?, options: TermFormOptions) {
        self.type = TermType(rawValue: type)?.rawValue ?? ""
        self.start = TypedDate(start)
        if let first = options.locations.first {
            locations = [first.id]
            home = String(first.id)
        }
    }

    init(_ term: WorkingTerm) {
        let details = term.details
        type = details.type.rawValue
        supervisor = details.supervisorId.map(String.init) ?? ""
        fte = details.fte.map(Numbers.words) ?? ""
        start = TypedDate(details.start)
        end = TypedDate(details.end)
        duty = details.duty
        locations = Set(details.locations)
        home = details.locations.first.map(String.init) ?? ""
        fixed = details.fixedDays
        alternates = details.fixedDaysB != nil
        fixedB = details.fixedDaysB ?? []
        cannot = details.cannotWork
        must = details.mustWork
        halves = details.halfDays.mapValues(\.rawValue)
        leave = details.leaveEntitlement.map(Numbers.words) ?? ""
        least = details.minShifts.map(Numbers.words) ?? ""
        most = details.maxShifts.map(Numbers.words) ?? ""
        revision = term.revision
    }

    init(_ form: FormBody) {
        func days(_ name: String) -> Set<Weekday> { Set(form.all(name).compactMap(Weekday.init(rawValue:))) }
        func text(_ name: String) -> String { String((form[name] ?? "").trimmingSpaces.prefix(100)) }
        type = text("type")
        supervisor = text("supervisor")
        fte = text("fte")
        start = TypedDate(form, "start")
        end = TypedDate(form, "end")
        duty = form["duty"] != nil
        locations = Set(form.all("location").compactMap { Int($0) })
        home = text("home")
        fixed = days("fixed")
        alternates = form["alternate"] != nil
        fixedB = days("fixed-b")
        cannot = days("cannot")
        must = days("must")
        for weekday in Weekday.allCases {
            let half = text("half-\(weekday.rawValue)")
            if !half.isEmpty { halves[weekday] = half }
        }
        leave = text("leave")
        least = text("min")
        most = text("max")
        endOther = form["end-other"].flatMap { Int($0) }
        revision = form["revision"].flatMap { Int($0) } ?? 0
    }

    /// The fields that were filled in though they belong to another type, in words (look.md: ignored with a note).
    func leftOut(of type: TermType) -> [String] {
        var names: [String] = []
        if type != .partner {
            if !fte.isEmpty { names.append("FTE") }
            if !cannot.isEmpty { names.append("cannot work days") }
            if !must.isEmpty { names.append("must work days") }
            if !least.isEmpty || !most.isEmpty { names.append("shift limits") }
        }
        if !type.hasFixedDays, !fixed.isEmpty || (alternates && !fixedB.isEmpty) { names.append("fixed working days") }
        if !type.isTrainee, !supervisor.isEmpty { names.append("supervising clinician") }
        if type == .locum, !halves.isEmpty { names.append("half days") }
        return names
    }
}
