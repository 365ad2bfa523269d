import COpenSSL
import Foundation
import Glibc
import XCTest
@testable import HTTPServer

/// Certificates and keys made anew for a test, in a folder that goes with it.
final class TestCertificates {
    enum Kind {
        case p256
        case rsa(bits: Int32)
    }

    let folder: String
    private var count = 0

    init() throws {
        folder = NSTemporaryDirectory() + "tls-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static var now: Int { Int(time(nil)) }

    /// Self-signed; `from` and `until` are in seconds from now.
    func make(_ hosts: String..., kind: Kind = .p256, from: Int = -3_600, until: Int = 86_400, password: String? = nil) throws -> TLSSettings.Certificate {
        count += 1
        let files = TLSSettings.Certificate(chainPath: "\(folder)/\(count).crt", keyPath: "\(folder)/\(count).key")
        try write(files, hosts, kind, from, until, password)
        return files
    }

    /// Another certificate, with another key, in the same files.
    func replace(_ files: TLSSettings.Certificate, _ hosts: String...) throws { try write(files, hosts, .p256, -3_600, 86_400, nil) }

    func path(_ name: String, holding text: String) throws -> String {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        return "\(folder)/\(name)"
    }

    private func write(_ files: TLSSettings.Certificate, _ hosts: [String], _ kind: Kind, _ from: Int, _ until: Int, _ password: String?) throws {
        let key = try XCTUnwrap(TestCertificates.key(kind)), certificate = X509_new()
        defer {
            EVP_PKEY_free(key)
            X509_free(certificate)
        }
        X509_set_version(certificate, 2)
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), Int.random(in: 1...1_000_000_000))
        X509_gmtime_adj(X509_getm_notBefore(certificate), from)
        X509_gmtime_adj(X509_getm_notAfter(certificate), until)
        X509_set_pubkey(certificate, key)
        let names = X509V3_EXT_conf_nid(nil, nil, NID_subject_alt_name, hosts.map { "DNS:\($0)" }.joined(separator: ","))
        defer { X509_EXTENSION_free(names) }
        X509_add_ext(certificate, names, -1)
        XCTAssertGreaterThan(X509_sign(certificate, key, EVP_sha256()), 0)
        let chainFile = BIO_new_file(files.chainPath, "w"), keyFile = BIO_new_file(files.keyPath, "w")
        XCTAssertEqual(PEM_write_bio_X509(chainFile, certificate), 1)
        let cipher = password == nil ? nil : EVP_aes_256_cbc()
        XCTAssertEqual(PEM_write_bio_PrivateKey(keyFile, key, cipher, password, Int32(password?.utf8.count ?? 0), nil, nil), 1)
        BIO_free(chainFile)
        BIO_free(keyFile)
    }

    private static func key(_ kind: Kind) -> OpaquePointer? {
        let context: OpaquePointer?
        switch kind {
        case .p256:
            context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil)
            EVP_PKEY_keygen_init(context)
            EVP_PKEY_CTX_set_group_name(context, "P-256")
        case .rsa(let bits):
            context = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil)
            EVP_PKEY_keygen_init(context)
            EVP_PKEY_CTX_set_rsa_keygen_bits(context, bits)
        }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        EVP_PKEY_generate(context, &key)
        return key
    }
}
