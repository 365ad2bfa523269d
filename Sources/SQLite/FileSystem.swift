import CSQLite

/// What kind of file system a folder is on, as far as a database cares. WAL needs memory shared between the processes
/// and locks that hold, which file systems of other machines don't give (sqlite.org/wal.html, sqlite.org/howtocorrupt.html §2.1).
package enum FileSystem: Sendable, Equatable {
    case local
    /// Another machine's disk: a database there can be damaged, or lose what was acknowledged.
    case network(String)
    /// Passed on by another program or machine; whether locks and fsync hold can't be told from here.
    case passedOn(String)
    /// Gone when the machine restarts.
    case memory(String)

    /// By statfs(2)'s magic number.
    package init(magic: Int) {
        self = switch UInt32(truncatingIfNeeded: magic) {
        case 0x6969: .network("NFS")
        case 0x517B, 0xFF53_4D42, 0xFE53_4D42: .network("SMB")
        case 0x5346_414F, 0x6B41_4653: .network("AFS")
        case 0x00C3_6400: .network("Ceph")
        case 0x0BD0_0BD0: .network("Lustre")
        case 0x7375_7245: .network("Coda")
        case 0x6573_5546: .passedOn("FUSE")
        case 0x0102_1997: .passedOn("9P")
        case 0x786F_4256: .passedOn("VirtualBox")
        case 0x0102_1994, 0x8584_58F6: .memory("tmpfs")
        default: .local
        }
    }

    /// Of a folder that exists; one that can't be asked counts as local, and opening the database says what is wrong.
    package init(of folder: String) {
        self = FileSystem(magic: csqlite_file_system(folder))
    }

    /// Why no database should be served from there, and what to do; nil when it may.
    package var refusal: String? {
        guard case .network(let name) = self else { return nil }
        return "It is on another machine's disk (\(name)), where a database can be damaged. Choose a folder on this machine's disk with --data."
    }

    /// What the administrator should know, and do; nil when there is nothing.
    package var warning: String? {
        switch self {
        case .passedOn(let name):
            """
            It is on a disk that another program or machine passes on (\(name)), whose locks may not hold and whose \
            writes may not outlast a power cut. A folder on this machine's disk is safer.
            """
        case .memory(let name):
            "It is in memory (\(name)): everything is lost when the machine restarts. Choose a folder on a disk with --data."
        case .local, .network: nil
        }
    }
}
