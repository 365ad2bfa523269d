import Civil

/// `rota-20261121T023000Z.db`: the moment, in UTC, of which a backup holds the data. Names in order are moments in order.
package struct BackupName: Sendable, Hashable, Comparable {
    package let instant: Instant

    package init(_ instant: Instant) { self.instant = instant }

    /// Nil for the name of anything else: such a file is never touched.
    package init?(file: some StringProtocol) {
        let bytes = Array(file.utf8)
        guard bytes.count == 24, file.hasPrefix("rota-"), file.hasSuffix("Z.db"), bytes[13] == UInt8(ascii: "T") else { return nil }
        func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        guard let instant = Instant(iso: "\(part(5..<9))-\(part(9..<11))-\(part(11..<13))T\(part(14..<16)):\(part(16..<18)):\(part(18..<20))Z") else { return nil }
        self.instant = instant
    }

    package var file: String { "rota-\(BackupName.stamp(instant)).db" }

    /// `20261121T023000Z` (ISO 8601, basic form)
    static func stamp(_ instant: Instant) -> String { instant.iso.filter { $0 != "-" && $0 != ":" } }

    package static func < (a: BackupName, b: BackupName) -> Bool { a.instant < b.instant }
}
