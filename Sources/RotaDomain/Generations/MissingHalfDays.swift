/// What a rota is short of, in what the score counts: a half-day with two doctors too few is two.
package struct MissingHalfDays: Sendable, Equatable {
    /// Doctors missing from cover, half-day by half-day (S2).
    package var cover: Int
    /// Duty places left empty (S1).
    package var duty: Int
    /// Half-days of trainees without a supervisor (S3).
    package var supervision: Int

    package init(cover: Int = 0, duty: Int = 0, supervision: Int = 0) {
        self.cover = cover
        self.duty = duty
        self.supervision = supervision
    }

    package var all: Int { cover + duty + supervision }

    /// "14:0:2": cover, duty and supervision. Nil for a text that was not written so.
    package init?(text: some StringProtocol) {
        let numbers = text.split(separator: ":").map { Int($0) }
        // Two numbers were written before trainees were counted.
        guard (2...3).contains(numbers.count), let cover = numbers[0], let duty = numbers[1] else { return nil }
        self.init(cover: cover, duty: duty, supervision: numbers.count == 3 ? numbers[2] ?? 0 : 0)
    }

    package var text: String { "\(cover):\(duty):\(supervision)" }
}
