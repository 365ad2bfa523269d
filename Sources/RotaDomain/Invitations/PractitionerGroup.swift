/// A group that says who may see whose data (S3), not to be mistaken for a clinician group.
package struct PractitionerGroup: Sendable, Equatable {
    package let id: Int
    package let name: String

    package init(id: Int, name: String) {
        self.id = id
        self.name = name
    }
}
