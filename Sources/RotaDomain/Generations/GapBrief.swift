/// The short of a gap's account, for a list of many.
package struct GapBrief: Sendable, Hashable {
    package let standing: GapAccount.Standing
    package let unavoidable: Int
    /// "4 doctors needed, 3 available"
    package let text: String

    package init(standing: GapAccount.Standing, unavoidable: Int, text: String) {
        self.standing = standing
        self.unavoidable = unavoidable
        self.text = text
    }
}
