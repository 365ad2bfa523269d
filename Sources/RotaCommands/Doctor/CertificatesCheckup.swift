import Civil
import HTTPServer

/// The server's own certificates: readable, matching their keys, and good for some time yet.
enum CertificatesCheckup {
    /// - Parameter settings: nil where a proxy in front has the certificates.
    static func findings(_ settings: TLSSettings?, at now: Instant) -> [Finding] {
        guard let settings else { return [.ok("certificates", "none are set; a proxy in front has them")] }
        do {
            return [remaining(seconds: try TLS(settings).expires - now.seconds)]
        } catch {
            return [.problem("certificates", "\(error)", "The program does not start like this.")]
        }
    }

    static func remaining(seconds: Int) -> Finding {
        let days = seconds / 86_400
        guard seconds > 0 else { return .problem("certificates", "have ended", "Get new ones, put them in the place of the old, and send SIGHUP.") }
        let words = "the first ends in \(days) days"
        if days < 7 { return .problem("certificates", words, "Renew it now, and send SIGHUP.") }
        return days < 21 ? .warning("certificates", words, "See why it was not renewed yet.") : .ok("certificates", words)
    }
}
