import COpenSSL

/// What libssl has to say about a call that failed, oldest first.
struct TLSErrors {
    private let codes: [UInt]

    /// Empties this thread's list. Call it before libssl too: `SSL_get_error` takes leftovers for its own.
    static func clear() { ERR_clear_error() }

    static func take() -> TLSErrors {
        var codes: [UInt] = []
        while true {
            let code = ERR_get_error()
            guard code != 0 else { return TLSErrors(codes: codes) }
            codes.append(code)
        }
    }

    func contain(_ reason: Int32, of library: Int32) -> Bool {
        codes.contains { ERR_GET_LIB($0) == library && ERR_GET_REASON($0) == reason }
    }

    /// The first in libssl's words, such as `unsupported protocol`.
    var words: String {
        guard let code = codes.first, let text = ERR_reason_error_string(code) else { return "broken off" }
        return String(cString: text)
    }
}
