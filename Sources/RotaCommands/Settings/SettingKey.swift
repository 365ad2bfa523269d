import RotaWeb

/// One setting: its name, its words for people, and how it is read and shown. The table of them (`SettingKey.all`) is the only list there is:
/// `--help`, the README's table, `rota config dump` and the reader all go by it.
struct SettingKey: Sendable {
    let name: String
    /// What it means, as the README says it.
    let means: String
    /// What a value must be, for the end of "It must be …".
    let must: String
    /// Shown as "set" or "not set" only, and read from a file where `NAME_FILE` names one.
    var isSecret = false
    /// For the README, where the value itself would say too little or differs from machine to machine.
    var unlessSet: String?
    let show: @Sendable (Configuration) -> String
    /// False where the value can't be used.
    let set: @Sendable (inout Configuration, String) -> Bool

    static let all: [SettingKey] = listening + signIn + mail + backups + limits + operation

    /// The value before anybody has set one.
    var standard: String { show(Configuration()) }
}

extension SettingKey {
    /// A whole number in a range; `scale` is how many of the program's units one of the setting's is (seconds to milliseconds: 1,000).
    static func number(
        _ name: String, _ means: String, _ path: WritableKeyPath<Configuration, Int> & Sendable, in range: ClosedRange<Int>, scale: Int = 1, unlessSet: String? = nil
    ) -> SettingKey {
        SettingKey(
            name: name, means: means, must: "a whole number from \(range.lowerBound) to \(range.upperBound)", unlessSet: unlessSet,
            show: { String($0[keyPath: path] / scale) },
            set: { configuration, value in
                guard let number = Int(value), range.contains(number) else { return false }
                configuration[keyPath: path] = number * scale
                return true
            })
    }

    /// 1 or 0.
    static func flag(_ name: String, _ means: String, _ path: WritableKeyPath<Configuration, Bool> & Sendable) -> SettingKey {
        SettingKey(
            name: name, means: means, must: "1 or 0", show: { $0[keyPath: path] ? "1" : "0" },
            set: { configuration, value in
                configuration[keyPath: path] = value == "1"
                return value == "1" || value == "0"
            })
    }

    /// Text that passes a check.
    static func text(
        _ name: String, _ means: String, _ path: WritableKeyPath<Configuration, String> & Sendable, must: String, isSecret: Bool = false, unlessSet: String? = nil,
        _ isRight: @escaping @Sendable (String) -> Bool
    ) -> SettingKey {
        SettingKey(
            name: name, means: means, must: must, isSecret: isSecret, unlessSet: unlessSet, show: { $0[keyPath: path] },
            set: { configuration, value in
                configuration[keyPath: path] = value
                return isRight(value)
            })
    }

    /// One of the words of an enumeration.
    static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ means: String, _ path: WritableKeyPath<Configuration, Choice> & Sendable, unlessSet: String? = nil
    ) -> SettingKey {
        SettingKey(
            name: name, means: means, must: Choice.allCases.map(\.rawValue).joined(separator: " or "), unlessSet: unlessSet, show: { $0[keyPath: path].rawValue },
            set: { configuration, value in
                guard let choice = Choice(rawValue: value) else { return false }
                configuration[keyPath: path] = choice
                return true
            })
    }
}
