/// How long a login lasts.
extension SettingKey {
    static let signIn: [SettingKey] = [
        .number("ROTA_LOGIN_IDLE_HOURS", "an unused login ends after so many hours", \.settings.loginIdle, in: 1...720, scale: 3_600),
        .number("ROTA_LOGIN_LIFETIME_DAYS", "any login ends after so many days", \.settings.loginLifetime, in: 1...365, scale: 86_400),
    ]
}
