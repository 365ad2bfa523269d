/// Somebody who can stand on the rota.
package struct Clinician: Sendable, Equatable {
    package let id: Int
    /// The practice file's id of this person: made once from the name, never changed.
    package let code: String
    package var name: String
    /// Inactive clinicians get no shifts; their history stays (S0.80 to S0.82).
    package var active: Bool
    /// Duty parts owed from before; positive owes more.
    package var dutyBalance: Double
    package var accountId: Int?
    /// Counts the changes of this row, so that a form that was opened before one is refused.
    package let revision: Int

    package init(id: Int, code: String, name: String, active: Bool, dutyBalance: Double = 0, accountId: Int?, revision: Int) {
        self.id = id
        self.code = code
        self.name = name
        self.active = active
        self.dutyBalance = dutyBalance
        self.accountId = accountId
        self.revision = revision
    }
}
