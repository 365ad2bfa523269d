import Foundation
import Synchronization
import XCTest

@testable import Mail

/// A server's name is looked up within our deadline, whatever the system's resolver does (issue 5.10).
final class NameLookupTests: XCTestCase {
    /// A resolver that answers when it is let, and remembers what it was asked.
    private final class Slow: Sendable {
        private let gate = DispatchSemaphore(value: 0)
        private let asked = Mutex<[String]>([])
        private let answer: NameLookup.Answer

        init(_ answer: NameLookup.Answer = .nowhere("late")) { self.answer = answer }

        func resolve(_ place: NameLookup.Place) -> NameLookup.Answer {
            asked.withLock { $0.append(place.host) }
            gate.wait()
            gate.signal()
            return answer
        }

        var hosts: [String] { asked.withLock { $0 } }
        func open() { gate.signal() }
    }

    private func slow(_ answer: NameLookup.Answer = .nowhere("late")) -> (resolver: Slow, lookup: NameLookup) {
        let resolver = Slow(answer)
        // Its threads end with the test.
        addTeardownBlock { resolver.open() }
        return (resolver, NameLookup(resolve: resolver.resolve))
    }

    private func trouble(_ lookup: NameLookup, _ host: String = "mail.example", milliseconds: Int = 50, _ watch: Watch = Watch()) -> NetworkStream.Trouble? {
        do throws(NetworkStream.Trouble) {
            _ = try NetworkStream.connect(host, 25, milliseconds: milliseconds, lookup: lookup, watch)
            return nil
        } catch {
            return error
        }
    }

    func testResolverThatHangs_isLeftAtTheDeadline() {
        let slow = slow(), start = Date()
        let found = trouble(slow.lookup, milliseconds: 1_000)
        XCTAssertEqual(found, .unknown("mail.example", "there was no answer within 1 seconds"))
        XCTAssertEqual(found?.words, "The name mail.example can’t be looked up: there was no answer within 1 seconds.")
        XCTAssertGreaterThanOrEqual(Date().timeIntervalSince(start), 0.99)
        XCTAssertLessThan(Date().timeIntervalSince(start), 5)
    }

    /// The program stops meanwhile.
    func testResolverThatHangs_isLeftAtAStop() {
        let slow = slow(), start = Date()
        XCTAssertEqual(trouble(slow.lookup, milliseconds: 60_000, Watch(isCancelled: { Date().timeIntervalSince(start) > 0.3 })), .cancelled)
        XCTAssertLessThan(Date().timeIntervalSince(start), 5)
    }

    /// However often a server is tried again, it has one thread; another server has another.
    func testResolverThatHangs_isAskedOnceForAServer() {
        let slow = slow()
        for host in ["mail.example", "mail.example", "token.example", "mail.example"] { XCTAssertNotNil(trouble(slow.lookup, host)) }
        XCTAssertEqual(slow.resolver.hosts, ["mail.example", "token.example"])
    }

    func testAnswerThatComesLate_isTheNextTrys() throws {
        let addresses = try NameLookup.system.addresses(of: "127.0.0.1", 9, milliseconds: 5_000, Watch())
        let slow = slow(.found(addresses))
        XCTAssertNotNil(trouble(slow.lookup))
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.3) { slow.resolver.open() }
        XCTAssertEqual(try slow.lookup.addresses(of: "mail.example", 25, milliseconds: 10_000, Watch()), addresses)
        XCTAssertEqual(slow.resolver.hosts, ["mail.example"])
        // From then on it is asked anew.
        XCTAssertEqual(try slow.lookup.addresses(of: "mail.example", 25, milliseconds: 10_000, Watch()), addresses)
        XCTAssertEqual(slow.resolver.hosts, ["mail.example", "mail.example"])
    }

    func testNameWithoutAddress_saysWhy() {
        XCTAssertEqual(trouble(NameLookup { _ in .nowhere("Name or service not known") })?.words, "The name mail.example can’t be looked up: Name or service not known.")
    }

    func testSystem_givesAddressesWithTheirPorts() throws {
        let four = try NameLookup.system.addresses(of: "127.0.0.1", 0x0203, milliseconds: 5_000, Watch())
        XCTAssertEqual(four.map(\.family), [AF_INET])
        XCTAssertEqual(four.first.map { Array($0.bytes[2..<8]) }, [2, 3, 127, 0, 0, 1])
        let six = try NameLookup.system.addresses(of: "::1", 25, milliseconds: 5_000, Watch())
        XCTAssertEqual(six.map(\.family), [AF_INET6])
        XCTAssertEqual(six.first?.bytes.count, MemoryLayout<sockaddr_in6>.size)
    }
}
