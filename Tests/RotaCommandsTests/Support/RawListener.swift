import Foundation

/// A socket of this machine's that takes connections, and does with them only what it is told.
final class RawListener: @unchecked Sendable {
    let address: String
    private let descriptor: Int32

    init() {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in(), length = socklen_t(MemoryLayout<sockaddr_in>.size)
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let descriptor = descriptor
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = (bind(descriptor, $0, length), listen(descriptor, 5), getsockname(descriptor, $0, &length))
            }
        }
        self.address = "127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    }

    deinit { close(descriptor) }

    /// Answers so many connections, one after the other, and takes no more; an empty answer is none.
    func answer(_ answers: [String]) {
        Thread.detachNewThread { [self] in
            for text in answers {
                let connection = accept(descriptor, nil, nil)
                var request = [UInt8](repeating: 0, count: 1_024)
                if !text.isEmpty, recv(connection, &request, request.count, 0) > 0 { send(connection, text, text.utf8.count, Int32(MSG_NOSIGNAL)) }
                close(connection)
            }
        }
    }
}
