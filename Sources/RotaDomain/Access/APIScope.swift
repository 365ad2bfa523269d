/// What a token of the API lets a program read. It acts for the practice: everybody's data, but only what its scopes name.
package enum APIScope: String, CaseIterable, Sendable, Hashable {
    case rota, people, terms, drafts

    package var label: String {
        switch self {
        case .rota: "Published rota"
        case .people: "People"
        case .terms: "Working terms"
        case .drafts: "Draft rota"
        }
    }

    /// What it shows, in one sentence.
    package var about: String {
        switch self {
        case .rota: "Published shifts with the names of who works, cover, gaps, locations and the practice’s hours"
        case .people: "Clinicians with their groups, and whether they are active"
        case .terms: "Contract types, dates, days and leave entitlements"
        case .drafts: "Shifts, cover and gaps before they are published, together with “Published rota”"
        }
    }
}
