import Glibc
import RotaStore

/// What the practice's database tells: its size, who is signed in, what generations came to.
enum DatabaseMetrics {
    static func write(_ practice: Practice, to page: inout Exposition) {
        let path = practice.store.database.path
        page.single("rota_database_bytes", .gauge, "Size of the database's file.", Double(size(path)))
        page.single("rota_database_wal_bytes", .gauge, "Size of the database's write-ahead log.", Double(size(path + "-wal")))
        let busy = Double(practice.store.database.busyWrites)
        page.single("rota_database_busy_total", .counter, "Writes given up because another program held the database's lock for too long.", busy)
        guard let counts = try? practice.store.read({ db in try OperationCounts(db).read() }) else { return }
        page.single("rota_logins", .gauge, "Logins that have not ended.", Double(counts.logins))
        page.single("rota_accounts", .gauge, "Accounts that may sign in.", Double(counts.accounts))
        page.family("rota_generations", .gauge, "Generations in the table, by state.")
        for (state, count) in counts.generations { page.sample("rota_generations", [("state", state)], Double(count)) }
    }

    private static func size(_ path: String) -> Int {
        var info = stat()
        return stat(path, &info) == 0 ? Int(info.st_size) : 0
    }
}
