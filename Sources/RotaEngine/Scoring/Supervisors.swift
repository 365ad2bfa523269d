/// Who is a trainee, and who may supervise them; each term is looked at once.
struct Supervisors {
    private let words: PracticeWords
    private var known: [Int32: [Int]] = [:]

    init(_ words: PracticeWords) { self.words = words }

    /// Those who may supervise the clinician on the day; nil for whoever is no trainee then.
    mutating func of(_ clinician: Int, _ day: Int) -> [Int]? {
        guard let term = words.term(clinician, day), term.type.isTrainee else { return nil }
        let number = words.words(clinician, day).term
        if let able = known[number] { return able }
        let able = words.supervisors(of: clinician, term: term)
        known[number] = able
        return able
    }
}
