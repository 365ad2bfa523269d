/// What a location may be called.
enum LocationName {
    /// What is wrong with a name; nil when it is fit.
    static func problem(_ name: String) -> String? {
        if name.isEmpty { return "Enter the location’s name" }
        if name.unicodeScalars.count > 200 { return "Location name must be 200 characters or fewer" }
        return name.isOneLine ? nil : "Location name must be one line of text"
    }
}
