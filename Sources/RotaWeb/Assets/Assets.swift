import Foundation
import HTTP
import Secrets

/// The files of `Public/`, read once at the start and served under addresses that carry their fingerprint (RFC 9111 §4, `immutable`).
package struct Assets: Sendable {
    package struct Asset: Sendable {
        let bytes: [UInt8]
        let contentType: String
        let fingerprint: String
    }

    private let byAddress: [String: Asset]
    private let addresses: [String: String]

    /// Reads every file below the folder. Throws when the folder is missing.
    package init(folder: URL) throws {
        var byAddress: [String: Asset] = [:]
        var addresses: [String: String] = [:]
        let root = folder.standardizedFileURL.path
        for name in try FileManager.default.subpathsOfDirectory(atPath: root).sorted() {
            let file = URL(fileURLWithPath: root).appendingPathComponent(name)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue, let type = Assets.contentType(of: name)
            else { continue }
            let bytes = [UInt8](try Data(contentsOf: file))
            let fingerprint = String(SHA256.hex(bytes).prefix(12))
            let dot = name.lastIndex(of: ".") ?? name.endIndex
            let address = "/assets/\(name[..<dot])-\(fingerprint)\(name[dot...])"
            byAddress[address] = Asset(bytes: bytes, contentType: type, fingerprint: fingerprint)
            addresses[name] = address
        }
        self.byAddress = byAddress
        self.addresses = addresses
    }

    /// The address of a file such as "app.css"; the plain name where there is none, so that the page shows what is missing.
    package func address(_ name: String) -> String { addresses[name] ?? "/assets/\(name)" }

    /// What an address below `/assets` may be asked.
    static let methods: [HTTP.Method] = [.get, .head, .options]

    /// The answer for an address below `/assets`, with a fingerprint or without one, or nil where there is no such file.
    func response(for path: String, ifNoneMatch: String?) -> Response? {
        let plain = path.hasPrefix("/assets/") ? addresses[String(path.dropFirst("/assets/".count))] : nil
        guard let asset = byAddress[plain ?? path] else { return nil }
        let tag = "\"\(asset.fingerprint)\""
        var response = ifNoneMatch == tag ? Response(.notModified) : Response(.ok, contentType: asset.contentType, asset.bytes)
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = plain == nil ? "public, max-age=31536000, immutable" : "no-cache"
        return response
    }

    private static func contentType(of name: String) -> String? {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "txt": "text/plain; charset=utf-8"
        default: nil
        }
    }
}
