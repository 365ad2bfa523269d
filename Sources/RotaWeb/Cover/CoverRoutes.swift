import Civil
import RotaDomain

extension Routes {
    /// What half-days need, in the usual week and on single dates.
    static let cover: [Endpoint] = [
        .get("/cover", access: .may(.settings), CoverController.edit),
        .post("/cover", access: .may(.settings), CoverController.update),
        .get("/cover/overrides", access: .may(.settings), CoverOverridesController.index),
        .post("/cover/overrides", access: .may(.settings), CoverOverridesController.create),
        .get("/cover/overrides/new", access: .may(.settings), CoverOverridesController.new),
        .get("/cover/overrides/:date/:part/:location", access: .may(.settings), CoverOverridesController.edit),
        .post("/cover/overrides/:date/:part/:location", access: .may(.settings), CoverOverridesController.update),
        .post("/cover/overrides/:date/:part/:location/removal", access: .may(.settings), CoverOverridesController.destroy),
    ]
}

extension Paths {
    static let cover = "/cover"
    static let coverOverrides = "/cover/overrides"
    static let newCoverOverride = "/cover/overrides/new"
    static func coverOverride(_ place: CoverDate) -> String { "/cover/overrides/\(place.day.iso)/\(place.part.rawValue)/\(place.locationId)" }
    static func coverOverrideRemoval(_ place: CoverDate) -> String { coverOverride(place) + "/removal" }
}
