/// A label on clinicians that rota rules use (S0.52). It never limits what anybody sees.
package struct ClinicianGroup: Sendable, Equatable {
    package let id: Int
    package var name: String
    /// Goes up with every change, so that a form can tell whether the row changed after it was shown.
    package let revision: Int

    package init(id: Int, name: String, revision: Int = 1) {
        self.id = id
        self.name = name
        self.revision = revision
    }

    /// The groups that a practice starts with (S0.53 to S0.55).
    package static let wellKnown = ["FY Doctor", "FY Supervisor", "ST Doctor", "ST Supervisor"]
    /// Which of them says who may supervise.
    package static let wellKnownSupervisors: [TermType: String] = [.fy: "FY Supervisor", .st: "ST Supervisor"]
}
