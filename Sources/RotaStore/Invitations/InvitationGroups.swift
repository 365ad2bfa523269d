import RotaDomain
import SQLite

/// The practitioner groups that an invitation puts its clinician into once it is accepted (S3.13, S3.14).
package struct InvitationGroups {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// Those that there are to choose from, in the order of their names.
    package func choices() throws -> [PractitionerGroup] {
        try db.all("SELECT id, name FROM practitioner_groups ORDER BY name COLLATE NOCASE, id") { PractitionerGroup(id: $0.int(0), name: $0.text(1)) }
    }

    package func chosen(in invitationId: Int) throws -> [PractitionerGroup] {
        try db.all(
            """
            SELECT practitioner_groups.id, practitioner_groups.name
            FROM invitation_groups
            JOIN practitioner_groups ON practitioner_groups.id = invitation_groups.group_id
            WHERE invitation_groups.invitation_id = :id
            ORDER BY practitioner_groups.name COLLATE NOCASE, practitioner_groups.id
            """, ["id": invitationId]) { PractitionerGroup(id: $0.int(0), name: $0.text(1)) }
    }

    package func choose(_ groups: [Int], in invitationId: Int) throws {
        for group in groups {
            _ = try db.run("INSERT INTO invitation_groups (invitation_id, group_id) VALUES (:id, :group)", ["id": invitationId, "group": group])
        }
    }

    /// Makes the clinician a member of each, besides those that they are in.
    package func join(_ clinicianId: Int, by invitationId: Int) throws {
        _ = try db.run(
            """
            INSERT INTO practitioner_group_members (group_id, clinician_id)
            SELECT group_id, :clinician
            FROM invitation_groups
            WHERE invitation_id = :id
            ON CONFLICT DO NOTHING
            """, ["clinician": clinicianId, "id": invitationId])
    }
}
