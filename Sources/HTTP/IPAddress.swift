import Glibc

/// A numeric IP address; one of version 4 is kept as the address of version 6 that maps it (RFC 4291 §2.5.5.2).
package struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    let bits: UInt128

    private init(bits: UInt128) { self.bits = bits }

    /// What one party has as a whole, to count by: the /64 of an address of version 6 (RFC 6177 §2); any other text stands for itself.
    package static func network(of text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: ":")), let address = IPAddress(text) else { return text }
        return address.isFour ? address.description : "\(IPAddress(bits: (address.bits >> 64) << 64))/64"
    }

    private static let mapped: UInt128 = 0xFFFF_0000_0000

    /// Without brackets, port or zone.
    package init?(_ text: String) {
        var four = in_addr(), six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bits = IPAddress.mapped | UInt128(UInt32(bigEndian: four.s_addr))
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bits = withUnsafeBytes(of: &six) { $0.reduce(0) { $0 << 8 | UInt128($1) } }
        } else {
            return nil
        }
    }

    var isFour: Bool { bits >> 32 == IPAddress.mapped >> 32 }

    /// As it is usually written: RFC 5952 for version 6.
    package var description: String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        if isFour {
            var four = in_addr(s_addr: UInt32(truncatingIfNeeded: bits).bigEndian)
            inet_ntop(AF_INET, &four, &buffer, socklen_t(INET6_ADDRSTRLEN))
        } else {
            var bytes = bits.bigEndian
            inet_ntop(AF_INET6, &bytes, &buffer, socklen_t(INET6_ADDRSTRLEN))
        }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// Addresses that begin alike: `10.0.0.0/8`, `fd00::/8`, or a single one.
struct AddressBlock: Sendable, Equatable, CustomStringConvertible {
    private let first: IPAddress
    private let mask: UInt128
    let description: String

    /// Nil for what is no address, a prefix that is too long, and an address with bits beyond its prefix, which is most likely a slip.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let address = IPAddress(parts[0]) else { return nil }
        let width = address.isFour ? 32 : 128
        var length = width
        if parts.count == 2 {
            guard let given = Int(parts[1]), (0...width).contains(given), String(given) == parts[1] else { return nil }
            length = given
        }
        let free = width - length
        mask = free == 128 ? 0 : UInt128.max << UInt128(free)
        guard address.bits & mask == address.bits else { return nil }
        first = address
        description = text
    }

    func contains(_ address: IPAddress) -> Bool { address.bits & mask == first.bits }
}

/// The proxies whose `Forwarded`, `X-Forwarded-For`, `X-Forwarded-Proto` and `X-Request-Id` are believed.
package struct TrustedProxies: Sendable, Equatable, CustomStringConvertible {
    /// The peer's address where it came by a Unix socket.
    package static let unixPeer = "unix"
    package static let none = TrustedProxies(blocks: [], takesUnix: false)

    private let blocks: [AddressBlock]
    private let takesUnix: Bool

    private init(blocks: [AddressBlock], takesUnix: Bool) {
        self.blocks = blocks
        self.takesUnix = takesUnix
    }

    /// Addresses, blocks and the word `unix`, separated by commas; nil where one of them is none of these.
    package init?(_ text: String) {
        var blocks: [AddressBlock] = [], takesUnix = false
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            let item = String(item.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            if item == TrustedProxies.unixPeer {
                takesUnix = true
            } else {
                guard let block = AddressBlock(item) else { return nil }
                blocks.append(block)
            }
        }
        self.init(blocks: blocks, takesUnix: takesUnix)
    }

    package var isEmpty: Bool { blocks.isEmpty && !takesUnix }
    package var description: String { (blocks.map(\.description) + (takesUnix ? [TrustedProxies.unixPeer] : [])).joined(separator: ",") }

    /// - Parameter peer: as `Request.remoteAddress` has it.
    package func contains(_ peer: String) -> Bool {
        if peer == TrustedProxies.unixPeer { return takesUnix }
        return !blocks.isEmpty && IPAddress(peer).map(contains) == true
    }

    func contains(_ address: IPAddress) -> Bool { blocks.contains { $0.contains(address) } }
}
