/// Passwords of twelve characters or more that are guessed first, and the shapes they come in.
enum CommonPasswords {
    /// - Parameter password: in lower case.
    static func contain(_ password: String) -> Bool {
        listed.contains(password) || isRepeated(password) || isSequence(password) || isPadded(password)
    }

    private static let listed: Set<String> = [
        "123456789012", "1234567890123", "123456789123", "1q2w3e4r5t6y", "1qaz2wsx3edc", "qwertyuiop12", "qwertyuiop123", "qwertyuiop[]",
        "qwerty123456", "qwerty1234567", "qwertyuiopasdfgh", "asdfghjkl123", "zxcvbnm12345", "zaq12wsxcde3", "passwordpassword", "password1234",
        "password12345", "password123456", "letmeinletmein", "iloveyou1234", "iloveyouforever", "welcome12345", "welcome123456", "administrator",
        "administrator1", "changemeplease", "changeme1234", "trustno1trustno1", "abcd12345678", "abc123456789", "a123456789012", "123456abcdef",
        "1234qwerasdf", "1234qwerasdfzxcv", "qazwsxedcrfv", "qazwsxedc123", "correcthorsebatterystaple", "thisismypassword", "mypassword123",
        "mynameisjohn", "liverpoolfc1", "manchesterunited", "arsenalarsenal", "chelseachelsea", "footballfootball", "sunshine1234", "princess1234",
        "superman1234", "batmanbatman", "starwars1234", "dragondragon", "monkeymonkey", "masterpassword", "secretsecret", "supersecret123",
        "unbelievable", "internetexplorer", "microsoft123", "playstation3", "playstation4", "pokemonpokemon", "christopher1", "alexander123",
    ]

    private static let stems = ["password", "passw0rd", "p@ssword", "p@ssw0rd", "qwerty", "letmein", "welcome", "iloveyou", "admin", "changeme", "secret", "doctor", "surgery", "practice", "practicerota"]

    /// One short piece over and over: "aaaaaaaaaaaa", "abcabcabcabc".
    private static func isRepeated(_ password: String) -> Bool {
        let characters = Array(password)
        return (1...4).contains { size in characters.indices.allSatisfy { characters[$0] == characters[$0 % size] } }
    }

    /// Characters that follow each other: "abcdefghijkl", "987654321098".
    private static func isSequence(_ password: String) -> Bool {
        let values = password.unicodeScalars.map { Int($0.value) }
        let steps = zip(values, values.dropFirst()).map { $1 - $0 }
        return steps.count { $0 == 1 || $0 == -9 } == steps.count || steps.count { $0 == -1 || $0 == 9 } == steps.count
    }

    /// A stem with digits and marks around it: "password2026!", "!!welcome123".
    private static func isPadded(_ password: String) -> Bool {
        let core = password.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed()
        return stems.contains(String(core))
    }
}
