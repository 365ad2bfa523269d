import Civil
import SQLite

/// What there is of everything that a practice needs before its first rota.
package struct SetupCounts: Sendable, Equatable {
    package let hasPractice: Bool
    package let locations: Int
    package let openParts: Int
    package let clinicians: Int
    package let cliniciansWithTerm: Int
    package let coverNeeded: Int
    package let bankHolidays: Int
    package let closures: Int
    /// The last date with a shift.
    package let lastShift: Day?
    package let publications: Int
    /// Of active clinicians: those with a term as a trainee.
    package let trainees: Int
    /// Kinds of trainee, FY or ST, whose supervisors' group has nobody in it or was not named.
    package let unsupervised: Int
    /// Active clinicians with an account.
    package let cliniciansWithAccount: Int
    /// Of the others: those with an invitation that was not taken up yet, be it past its time.
    package let cliniciansInvited: Int

    package static func count(_ db: Connection) throws -> SetupCounts {
        let found = try db.first(
            """
            SELECT
                (SELECT count(*) FROM practice),
                (SELECT count(*) FROM locations),
                (SELECT count(*) FROM opening),
                (SELECT count(*) FROM clinicians WHERE active = 1),
                (SELECT count(*) FROM clinicians WHERE active = 1 AND EXISTS (SELECT 1 FROM working_terms WHERE clinician_id = clinicians.id)),
                (SELECT count(*) FROM cover WHERE minimum > 0 OR duty > 0),
                (SELECT count(*) FROM closures WHERE source = 'bank holiday'),
                (SELECT count(*) FROM closures WHERE source = 'practice'),
                (SELECT max(date) FROM shifts),
                (SELECT count(*) FROM publications),
                (SELECT count(DISTINCT clinician_id) FROM working_terms JOIN clinicians ON clinicians.id = clinician_id WHERE active = 1 AND type IN ('fy', 'st')),
                (SELECT count(DISTINCT type) FROM working_terms JOIN clinicians ON clinicians.id = clinician_id
                 WHERE active = 1 AND type IN ('fy', 'st') AND NOT EXISTS (
                    SELECT 1 FROM supervisor_groups JOIN clinician_group_members ON clinician_group_members.group_id = supervisor_groups.group_id
                    WHERE supervisor_groups.term_type = working_terms.type)),
                (SELECT count(*) FROM clinicians WHERE active = 1 AND account_id IS NOT NULL),
                (SELECT count(*) FROM invitations JOIN clinicians ON clinicians.id = invitations.clinician_id
                 WHERE invitations.ended IS NULL AND clinicians.active = 1 AND clinicians.account_id IS NULL)
            """
        ) { row in
            SetupCounts(
                hasPractice: row.int(0) > 0, locations: row.int(1), openParts: row.int(2), clinicians: row.int(3), cliniciansWithTerm: row.int(4),
                coverNeeded: row.int(5), bankHolidays: row.int(6), closures: row.int(7),
                lastShift: row.optionalText(8).flatMap { Day(iso: $0) }, publications: row.int(9), trainees: row.int(10), unsupervised: row.int(11),
                cliniciansWithAccount: row.int(12), cliniciansInvited: row.int(13))
        }
        return found ?? SetupCounts(
            hasPractice: false, locations: 0, openParts: 0, clinicians: 0, cliniciansWithTerm: 0, coverNeeded: 0, bankHolidays: 0, closures: 0,
            lastShift: nil, publications: 0, trainees: 0, unsupervised: 0, cliniciansWithAccount: 0, cliniciansInvited: 0)
    }
}
