/// The frame of pages outside the signed-in program: errors, sign-in, set-up.
struct BareLayout {
    /// The page's title without the product's name.
    let title: String
    /// The style sheet's fingerprinted address.
    let stylesheet: String
}
