import Civil
import Glibc
import RotaStore

/// What the practice's database tells: its size, who is signed in, what generations came to.
enum DatabaseMetrics {
    static func write(_ practice: Practice, to page: inout Exposition) {
        let path = practice.store.database.path
        page.single("rota_database_bytes", .gauge, "Size of the database file.", Double(size(path)))
        page.single("rota_database_wal_bytes", .gauge, "Size of the write-ahead log.", Double(size(path + "-wal")))
        let busy = Double(practice.store.database.busyWrites)
        page.single("rota_database_busy_total", .counter, "Writes given up because another program held the lock of the database for too long.", busy)
        guard let counts = try? practice.store.read({ db in try OperationCounts(db).read() }) else { return }
        page.single("rota_logins", .gauge, "Logins that have not ended.", Double(counts.logins))
        page.single("rota_accounts", .gauge, "Accounts that may sign in.", Double(counts.accounts))
        page.family("rota_generations", .gauge, "Generations in the table, by state.")
        for (state, count) in counts.generations { page.sample("rota_generations", [("state", state)], Double(count)) }
        writeOutbox(practice, to: &page)
    }

    /// Also where mail is off: what was queued before still lies there.
    private static func writeOutbox(_ practice: Practice, to page: inout Exposition) {
        let now = practice.clock.now()
        guard let (counts, oldest) = try? practice.store.read({ db in (try OutboxList(db).counts(), try OutboxList(db).oldest()) }) else { return }
        page.family("rota_outbox", .gauge, "Mail in the outbox, by state.")
        for (state, count) in counts { page.sample("rota_outbox", [("state", state.rawValue)], Double(count)) }
        page.single("rota_outbox_oldest_seconds", .gauge, "Age of the oldest mail that waits to be sent; 0 where none does.", Double(oldest.map { max(0, now - $0) } ?? 0))
        page.single("rota_mail_worker", .gauge, "1 while the thread that sends mail runs.", practice.readiness.isMailing ? 1 : 0)
    }

    private static func size(_ path: String) -> Int {
        var info = stat()
        return stat(path, &info) == 0 ? Int(info.st_size) : 0
    }
}
