import RotaDomain
import SQLite

/// A group with its members, for its page; it cannot be saved.
package struct GroupWithMembers: Sendable, Equatable {
    package let group: ClinicianGroup
    package let members: [Member]
    /// The trainees that its members may supervise.
    package let supervises: [TermType]

    package init(group: ClinicianGroup, members: [Member], supervises: [TermType]) {
        self.group = group
        self.members = members
        self.supervises = supervises
    }

    package struct Member: Sendable, Equatable {
        package let id: Int
        package let name: String
        package let active: Bool

        package init(id: Int, name: String, active: Bool) {
            self.id = id
            self.name = name
            self.active = active
        }
    }
}

/// The clinician groups (S0.52), who is in them, and which of them says who may supervise trainees. Managers see the members; with any other
/// `Visibility` there are names of groups only.
package struct ClinicianGroupRepository {
    private let db: Connection
    private let seesAll: Bool

    package init(_ db: Connection, _ visibility: Visibility) {
        self.db = db
        seesAll = visibility.seesEverybody
    }

    /// In the order they were added.
    package func all() throws -> [ClinicianGroup] {
        try db.all("SELECT id, name, revision FROM clinician_groups ORDER BY id", [:], read)
    }

    package func find(_ id: Int) throws -> GroupWithMembers? { try withMembers().first { $0.group.id == id } }

    package func withMembers() throws -> [GroupWithMembers] {
        var members: [Int: [GroupWithMembers.Member]] = [:]
        try db.each(
            """
            SELECT member.group_id, clinicians.id, clinicians.name, clinicians.active
            FROM clinician_group_members AS member
            JOIN clinicians ON clinicians.id = member.clinician_id
            WHERE :sees
            ORDER BY clinicians.name COLLATE NOCASE, clinicians.id
            """, ["sees": seesAll]
        ) { members[$0.int(0), default: []].append(GroupWithMembers.Member(id: $0.int(1), name: $0.text(2), active: $0.bool(3))) }
        let supervisors = try supervisorGroups()
        return try all().map { group in
            GroupWithMembers(group: group, members: members[group.id] ?? [], supervises: [TermType.fy, .st].filter { supervisors[$0] == group.id })
        }
    }

    package func groups(of clinicianId: Int) throws -> [ClinicianGroup] {
        try db.all(
            """
            SELECT clinician_groups.id, clinician_groups.name, clinician_groups.revision
            FROM clinician_group_members AS member
            JOIN clinician_groups ON clinician_groups.id = member.group_id
            WHERE member.clinician_id = :clinician AND :sees
            ORDER BY clinician_groups.id
            """, ["clinician": clinicianId, "sees": seesAll], read)
    }

    /// Puts the clinician into exactly these groups; ids of no group are passed over.
    package func setGroups(_ ids: Set<Int>, of clinicianId: Int) throws {
        _ = try db.run("DELETE FROM clinician_group_members WHERE clinician_id = :clinician", ["clinician": clinicianId])
        _ = try db.run(
            """
            INSERT INTO clinician_group_members (clinician_id, group_id)
            SELECT :clinician, id
            FROM clinician_groups
            WHERE id IN (SELECT value FROM json_each(:ids))
            """, ["clinician": clinicianId, "ids": "[\(ids.sorted().map(String.init).joined(separator: ","))]"])
    }

    /// Throws a unique constraint's `SQLiteError` when the name is taken.
    package func insert(name: String) throws -> ClinicianGroup {
        ClinicianGroup(id: try db.insert("INSERT INTO clinician_groups (name) VALUES (:name)", ["name": name]), name: name)
    }

    /// False when the row has changed since this value was read. Throws as `insert` does.
    package func rename(_ group: ClinicianGroup, to name: String) throws -> Bool {
        try db.run(
            """
            UPDATE clinician_groups
            SET name = :name, revision = revision + 1
            WHERE id = :id AND revision = :revision
            """, ["name": name, "id": group.id, "revision": group.revision]) > 0
    }

    /// Takes the label off its members, and no longer asks it who may supervise.
    package func delete(_ id: Int) throws {
        _ = try db.run("DELETE FROM clinician_groups WHERE id = :id", ["id": id])
    }

    private func read(_ row: Row) -> ClinicianGroup { ClinicianGroup(id: row.int(0), name: row.text(1), revision: row.int(2)) }

    /// Which group says who may supervise, by trainee type.
    package func supervisorGroups() throws -> [TermType: Int] {
        var groups: [TermType: Int] = [:]
        try db.each("SELECT term_type, group_id FROM supervisor_groups") { row in
            groups[try row.word(0)] = row.int(1)
        }
        return groups
    }

    /// Nil for no group.
    package func setSupervisorGroup(_ groupId: Int?, for type: TermType) throws {
        _ = try db.run("DELETE FROM supervisor_groups WHERE term_type = :type", ["type": type.rawValue])
        guard let groupId else { return }
        _ = try db.run("INSERT INTO supervisor_groups (term_type, group_id) VALUES (:type, :group)", ["type": type.rawValue, "group": groupId])
    }

    /// Adds the groups that a practice starts with (S0.53 to S0.55), where there are none at all.
    package func addWellKnown() throws {
        guard try all().isEmpty else { return }
        for name in ClinicianGroup.wellKnown {
            let group = try insert(name: name)
            for (type, supervisors) in ClinicianGroup.wellKnownSupervisors where supervisors == name { try setSupervisorGroup(group.id, for: type) }
        }
    }
}
