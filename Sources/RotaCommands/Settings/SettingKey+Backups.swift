import Civil

/// Nightly backups.
extension SettingKey {
    static let backups: [SettingKey] = [
        .text(
            "ROTA_BACKUPS", "the folder for backups, or `off`: none at night", \.settings.backups, must: "the path of the folder for backups, or off",
            unlessSet: "`backups` in the data folder"
        ) { !$0.isEmpty },
        .text("ROTA_BACKUP_AT", "when the nightly backup is made, in London", \.settings.backupAt, must: "a time of the day in London, hh:mm, for example 02:30") {
            TimeOfDay(iso: $0) != nil
        },
        .number("ROTA_BACKUP_KEEP", "how many backups stay", \.settings.backupKeep, in: 1...1_000),
    ]
}
