import CLinux
import Glibc
import HTTP

/// What a connection still has to send: bytes, and after them pieces of memory and of files.
struct Output {
    enum Progress {
        case done
        case mustWait(Interest)
        case failed
    }

    var bytes: [UInt8] = []
    private var sent = 0
    private var pieces: ArraySlice<Response.Piece> = []
    /// Of the first piece.
    private var pieceSent = 0
    private var pieceMemory = 0
    /// Bytes sent since there was last nothing left to send.
    private(set) var total = 0

    var isEmpty: Bool { sent == bytes.count && pieces.isEmpty }
    var hasPieces: Bool { !pieces.isEmpty }
    var count: Int { bytes.count - sent }
    /// Bytes held in memory.
    var memory: Int { bytes.count + pieceMemory }

    mutating func follow(with more: [Response.Piece]) {
        guard !more.isEmpty else { return }
        pieces = more.allSatisfy { $0.count > 0 } ? more[...] : more.filter { $0.count > 0 }[...]
        for case .bytes(let bytes) in pieces { pieceMemory += bytes.count }
    }

    /// Sends what the socket takes at once.
    mutating func flush(_ transport: Transport) -> Progress {
        while sent < bytes.count {
            let step = bytes.withUnsafeBytes { transport.send(UnsafeRawBufferPointer(rebasing: $0[sent...]), more: !pieces.isEmpty) }
            switch step {
            case .moved(let count): (sent, total) = (sent + count, total + count)
            case .mustWait(let interest): return .mustWait(interest)
            case .ended, .failed: return .failed
            }
        }
        bytes.removeAll(keepingCapacity: true)
        sent = 0
        while let piece = pieces.first {
            switch send(piece, transport) {
            case .moved(let count):
                total += count
                pieceSent += count
                if pieceSent == piece.count {
                    pieces.removeFirst()
                    pieceSent = 0
                    if case .bytes(let bytes) = piece { pieceMemory -= bytes.count }
                }
            case .mustWait(let interest): return .mustWait(interest)
            case .ended, .failed: return .failed
            }
        }
        total = 0
        return .done
    }

    private func send(_ piece: Response.Piece, _ transport: Transport) -> Transfer {
        switch piece {
        case .bytes(let bytes): bytes.withUnsafeBytes { transport.send(UnsafeRawBufferPointer(rebasing: $0[pieceSent...]), more: pieces.count > 1) }
        case .file(let file, let offset, let length): transport.send(file: file.descriptor, offset: offset + pieceSent, count: length - pieceSent)
        }
    }
}
