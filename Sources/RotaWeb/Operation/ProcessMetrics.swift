import Foundation

/// What the kernel tells of this process, under the names that every Prometheus client uses.
enum ProcessMetrics {
    static func write(to page: inout Exposition) {
        guard let facts = Facts() else { return }
        page.single("process_cpu_seconds_total", .counter, "Processor time, user and system.", facts.cpuSeconds)
        page.single("process_start_time_seconds", .gauge, "When the process started, in seconds since 1970.", facts.startTime)
        page.single("process_resident_memory_bytes", .gauge, "Memory in use.", facts.resident)
        page.single("process_virtual_memory_bytes", .gauge, "Memory mapped.", facts.virtual)
        page.single("process_threads", .gauge, "Threads.", facts.threads)
        page.single("process_open_fds", .gauge, "Open descriptors.", Double(openDescriptors))
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            page.single("process_max_fds", .gauge, "Descriptors that may be open.", Double(limit.rlim_cur))
        }
    }

    private static var openDescriptors: Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0 }

    /// `/proc/self/stat` (proc(5)).
    private struct Facts {
        let cpuSeconds: Double
        let startTime: Double
        let resident: Double
        let virtual: Double
        let threads: Double

        init?() {
            guard let text = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8), let end = text.lastIndex(of: ")") else { return nil }
            // The name, in parentheses, may hold spaces; fields are counted from the third, the state.
            let fields = text[text.index(after: end)...].split(separator: " ").map { Double($0) ?? 0 }
            let ticks = Double(sysconf(Int32(_SC_CLK_TCK))), page = Double(sysconf(Int32(_SC_PAGESIZE)))
            guard fields.count > 21, ticks > 0 else { return nil }
            cpuSeconds = (fields[11] + fields[12]) / ticks
            threads = fields[17]
            startTime = Facts.bootTime + fields[19] / ticks
            virtual = fields[20]
            resident = fields[21] * page
        }

        /// In seconds since 1970.
        private static var bootTime: Double {
            var now = timespec(), running = timespec()
            clock_gettime(CLOCK_REALTIME, &now)
            clock_gettime(CLOCK_BOOTTIME, &running)
            return Double(now.tv_sec - running.tv_sec)
        }
    }
}
