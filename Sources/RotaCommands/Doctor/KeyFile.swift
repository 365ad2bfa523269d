import Glibc

/// A private key's file: whoever reads it can pass for the practice's server.
struct KeyFile {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Nil for a file that is its owner's alone, and for one that isn't there, of which the certificates' checkup speaks.
    /// - Parameters:
    ///   - owner: as whom the program runs. Only that user's own key is mended: another's may be the program's to read by its group alone.
    func finding(owner: uid_t?, isToMend: Bool) -> Finding? {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_mode & 0o066 != 0 else { return nil }
        let isOwn = owner == facts.st_uid
        if isToMend, isOwn, fchmod(descriptor, 0o600) == 0 {
            return Finding(level: .mended, area: "certificates", text: "others had rights to the key \(path); now they have none", remedy: "")
        }
        guard facts.st_mode & 0o006 == 0 else {
            return .problem("certificates", "everybody on this machine can read or change the key \(path)", isOwn ? "Take their rights away: rota doctor --fix" : "Take their rights away: chmod o= \(path)")
        }
        let remedy = isOwn ? "Take its rights away: rota doctor --fix" : "Make sure that nobody else is in that group, or give the key to the program's user, with mode 0600."
        return .warning("certificates", "the group of the key \(path) can read or change it", remedy)
    }
}
