import Civil
import RotaDomain

/// What no rota of a range can avoid, whatever else it does: a bound from the hard rules and from who could be there.
package struct StaffingBounds: Sendable, Hashable {
    /// Duty places that stay empty in every rota (S1).
    package var duty = 0
    /// Clinicians missing from cover, counted in half-days, in every rota (S2).
    package var cover = 0
    /// Unsupervised trainee half-days in every rota (S3).
    package var supervision = 0
    /// No rota has fewer points from S1, S2 and S3 together: more than the three bounds' sum where filling one leaves another.
    package var points = 0
    /// Is there, for every figure by itself, a rota that reaches it? Else the truth may be worse than the bound.
    package var isReached = true

    package init() {}
}
