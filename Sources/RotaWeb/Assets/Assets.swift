import Foundation
import HTTP
import Secrets

/// The files of `Public/`, opened once at the start and served under addresses that carry their fingerprint (RFC 9111 §4, RFC 8246).
///
/// A request's address is looked up in a table of those, so no way of writing one leads to another file.
package struct Assets: Sendable {
    /// What an address of ours may be asked.
    static let methods: [HTTP.Method] = [.get, .head, .options]
    /// Up to this size a file is kept in memory and goes out in one send with its head; above, the system sends it from its own cache.
    private static let bytesInMemory = 16_384

    private let byAddress: [String: Representation]
    private let addresses: [String: String]

    /// Opens every file below the folder. Throws when the folder is missing or a file can't be read.
    package init(folder: URL) throws {
        var byAddress: [String: Representation] = [:]
        var addresses: [String: String] = [:]
        for entry in try PublicFolder(folder).entries {
            guard let type = Assets.contentType(of: entry.name) else { continue }
            guard let bytes = entry.file.contents() else { throw PublicFolder.Failure(path: entry.name) }
            let tag = EntityTag(digest: SHA256.hash(bytes))
            let dot = entry.name.lastIndex(of: ".") ?? entry.name.endIndex
            let address = Assets.address(of: "\(entry.name[..<dot])-\(tag.opaque.prefix(12))\(entry.name[dot...])")
            let content: Representation.Content = bytes.count <= Assets.bytesInMemory ? .bytes(bytes) : .file(entry.file)
            // RFC 9110 §8.8.2.1: no date of change may lie in the future.
            let modified = min(entry.file.modified, Int(Date().timeIntervalSince1970))
            for (address, keeping) in [(address, "public, max-age=31536000, immutable"), (Assets.address(of: entry.name), "no-cache")] {
                byAddress[address] = Representation(content, contentType: type, tag: tag, modified: modified, headers: ["Cache-Control": keeping])
            }
            addresses[entry.name] = address
        }
        self.byAddress = byAddress
        self.addresses = addresses
    }

    /// The address of a file such as "app.css"; the plain name where there is none, so that the page shows what is missing.
    package func address(_ name: String) -> String { addresses[name] ?? "/assets/\(name)" }

    /// Whether the request is for one of the addresses kept for files, be there a file or not.
    static func mayHave(_ request: Request) -> Bool { request.path.segments.count > 1 && request.path.segments.first == "assets" }

    /// The file at the request's address, with its fingerprint or without one.
    func find(_ request: Request) -> Representation? {
        // Nearly always the address is written as we write it.
        byAddress[request.target] ?? byAddress[request.path.description]
    }

    private static func address(of name: String) -> String {
        RequestPath(segments: ["assets"] + name.split(separator: "/").map(String.init)).description
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
