/// How long a login lasts.
extension SettingKey {
    static let signIn: [SettingKey] = [
        .number("ROTA_LOGIN_IDLE_MINUTES", "an unused login ends after so many minutes", \.settings.loginIdle, in: 5...43_200, scale: 60),
        .number("ROTA_LOGIN_LIFETIME_HOURS", "any login ends after so many hours", \.settings.loginLifetime, in: 1...8_760, scale: 3_600),
    ]

    /// Keys of before, and what to say instead.
    static let retired = [
        "ROTA_LOGIN_IDLE_HOURS": "ROTA_LOGIN_IDLE_MINUTES, in minutes", "ROTA_LOGIN_LIFETIME_DAYS": "ROTA_LOGIN_LIFETIME_HOURS, in hours",
    ]
}
