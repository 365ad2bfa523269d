/// Which certificates a server shows.
package struct TLSSettings: Sendable, Equatable {
    /// A certificate's PEM file, its issuers' after it, and the PEM file of its key.
    package struct Certificate: Sendable, Equatable {
        package let chainPath: String
        package let keyPath: String

        package init(chainPath: String, keyPath: String) {
            self.chainPath = chainPath
            self.keyPath = keyPath
        }
    }

    /// The first is shown to clients that name no server, or one that no certificate is for.
    package let certificates: [Certificate]

    /// The two lists are taken pairwise.
    package init(chainPaths: [String], keyPaths: [String]) throws(TLSError) {
        guard !chainPaths.isEmpty || !keyPaths.isEmpty else { throw .noCertificate }
        guard chainPaths.count == keyPaths.count else { throw .unpaired(certificates: chainPaths.count, keys: keyPaths.count) }
        certificates = zip(chainPaths, keyPaths).map { Certificate(chainPath: $0, keyPath: $1) }
    }
}
