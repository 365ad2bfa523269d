import HTTP

/// `application/x-www-form-urlencoded`. The first byte is the largest number of fields.
enum FormFuzz {
    static let run: @Sendable ([UInt8]) -> Void = { bytes in
        let (controls, body) = bytes.parted(after: 1)
        guard let most = controls.first.map(Int.init) else { return }
        do throws(FormError) {
            let form = try FormFields(urlEncoded: body[...], maximumFields: most)
            check(form, body, most)
        } catch {
            if case .tooLarge = error {
                expect(body.split(separator: 0x26).count > most, "too many fields of \(body.count) bytes")
            } else {
                expect(body.contains(0x25) || String(validating: body, as: UTF8.self) == nil || body.contains(0), "refused without a reason")
            }
        }
    }

    private static func check(_ form: FormFields, _ body: [UInt8], _ most: Int) {
        expect(form.fields.count <= most, "more fields than allowed")
        let kept = form.fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        expect(kept <= body.count, "\(kept) bytes of \(body.count)")
        expect(form.fields.allSatisfy { !$0.name.utf8.contains(0) && !$0.value.utf8.contains(0) }, "NUL in a field")
        let written = PercentEncoding.query(form.fields.map { ($0.name, $0.value) })
        expect(written.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a byte that should be escaped")
        let again = try? FormFields(urlEncoded: Array(written.utf8)[...], maximumFields: most)
        expect(again == form, "read otherwise when written again: \(written)")
        for field in form.fields.prefix(8) { expect(form.contains(field.name) && form.all(field.name).first == form[field.name], "look-up of \(field.name)") }
    }
}
