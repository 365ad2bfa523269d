import CLinux
import Locks

/// Gives memory back to the system when a crowd has gone: malloc keeps what was freed, for a crowd that may never come again.
struct MemoryReturn {
    /// What a connection takes besides what is buffered for it, roughly.
    private static let bytesPerConnection = 16_384
    /// Less than this is not worth the while.
    private static let least = 33_554_432

    private var peak = 0

    /// To be told now and then how much there is; true when most of it has gone.
    mutating func isDue(bufferedBytes: Int, connections: Int) -> Bool {
        let now = bufferedBytes + connections * MemoryReturn.bytesPerConnection
        peak = max(peak, now)
        guard peak > MemoryReturn.least, now < peak / 4 else { return false }
        peak = now
        return true
    }

    /// On a thread of its own, for it may take a while.
    static func begin() {
        _ = PlainThread.start(stackBytes: 262_144) { malloc_trim(0) }
    }
}
