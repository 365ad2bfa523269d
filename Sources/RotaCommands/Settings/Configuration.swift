import HTTPServer
import RotaWeb

/// Everything that an operator may set: what the pages go by, and the server's limits.
struct Configuration: Sendable {
    var settings = Settings()
    var limits = ServerLimits()

    /// The sentence for two settings that can't stand together, with the remedy; nil where there are none.
    var contradiction: String? {
        if settings.loginIdle > settings.loginLifetime {
            return "ROTA_LOGIN_IDLE_MINUTES is longer than ROTA_LOGIN_LIFETIME_HOURS, so no login would ever end for being unused. Make it shorter, or the lifetime longer."
        }
        if settings.formBytes < settings.strangerBytes {
            return "ROTA_MAX_FORM_BYTES is less than ROTA_MAX_STRANGER_BYTES. Make it larger, or the strangers' smaller."
        }
        if settings.uploadBytes < settings.formBytes {
            return "ROTA_MAX_UPLOAD_BYTES is less than ROTA_MAX_FORM_BYTES. Make it larger, or the form's smaller."
        }
        if limits.bufferedBytes < settings.uploadBytes {
            return "ROTA_MAX_BUFFERED_BYTES is less than ROTA_MAX_UPLOAD_BYTES, so the largest upload would never fit. Make it larger, or the upload's smaller."
        }
        if limits.request.maximumHeadBytes < limits.request.maximumTargetBytes {
            return "ROTA_MAX_HEADER_BYTES is less than ROTA_MAX_TARGET_BYTES, and the request line is counted with the headers. Make it larger, or the target's smaller."
        }
        return mailContradiction
    }
}
