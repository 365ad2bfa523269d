import HTTP

/// The text of the units, with the hardening of conventions §3.
struct SystemdUnits {
    typealias File = (name: String, text: String)

    static let stateFolder = "/var/lib/rota"

    /// A socket that systemd opens: its unit, `rota.socket`, `rota-https.socket` or `rota-redirect.socket`, and where it listens.
    struct Socket {
        enum Name: String {
            case http, https, redirect
        }

        let name: Name
        /// `host:port` with a numeric host, or, for http alone, `unix:` and a path.
        let address: String

        var unit: String { name == .http ? "rota.socket" : "rota-\(name.rawValue).socket" }
        var path: String? { address.hasPrefix("unix:") ? String(address.dropFirst(5)) : nil }
    }

    private let program: String
    private let user: String
    private let data: String
    private let listen: String?
    private let sockets: [Socket]
    private let share: String?

    /// Throws for what can't stand in a unit.
    /// - Parameters:
    ///   - listen: stands before the settings' file; nil leaves it to that.
    ///   - share: where the program's own files are, where it can't find them by itself.
    init(program: String, user: String, data: String, listen: String?, sockets: [Socket] = [], share: String? = nil) throws(Arguments.Wrong) {
        let isName = !user.isEmpty && user.utf8.count <= 31 && user.utf8.allSatisfy { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x5F }
        guard isName else { throw Arguments.Wrong(text: "--user must be the name of a user, not \"\(user)\".") }
        // Anything else would have to be quoted in half a dozen ways.
        let isPath = { (path: String) in path.hasPrefix("/") && path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"'\\%$;:".utf8.contains($0) } }
        guard isPath(data) else { throw Arguments.Wrong(text: "--data must be a whole path without spaces or special characters, such as \(SystemdUnits.stateFolder).") }
        guard isPath(program) else { throw Arguments.Wrong(text: "The program's own path \(program) has spaces or special characters. Put it into /usr/local/bin, for example.") }
        guard share.map(isPath) ?? true else { throw Arguments.Wrong(text: "ROTA_SHARE must be a whole path without spaces or special characters, such as /usr/share/rota.") }
        if let listen, HostAndPort(listen) == nil, !(listen.hasPrefix("unix:") && isPath(String(listen.dropFirst(5)))) {
            throw Arguments.Wrong(text: "--listen must be host:port, for example 127.0.0.1:8080, or unix: and the path of a socket.")
        }
        for socket in sockets {
            // systemd looks no names up.
            let isNumeric = HostAndPort(socket.address).map { IPAddress($0.host) != nil } ?? false
            guard isNumeric || (socket.name == .http && socket.path.map(isPath) == true) else {
                throw Arguments.Wrong(text: "A socket needs a numeric address, for example 0.0.0.0:443, not \"\(socket.address)\".")
            }
        }
        (self.program, self.user, self.data, self.listen, self.sockets, self.share) = (program, user, data, listen, sockets, share)
    }

    /// What keeps the units from working as they are; nil when nothing does.
    var warning: String? {
        guard let hidden = [program, share ?? ""].first(where: { $0.hasPrefix("/home/") || $0.hasPrefix("/root/") }) else { return nil }
        return "The unit hides /home and /root from the program (ProtectHome=), and \(hidden) lies there. Put it into /usr/local, for example, and run rota systemd from there."
    }

    var service: File {
        let units = sockets.map(\.unit).joined(separator: " ")
        return ("rota.service", """
            [Unit]
            Description=Practice Rota
            Wants=network-online.target
            After=network-online.target\(sockets.isEmpty ? "" : " \(units)\nRequires=\(units)")

            [Service]
            Type=notify
            NotifyAccess=main
            ExecStart=\(program) serve
            ExecReload=/bin/kill -HUP $MAINPID
            Environment=ROTA_DATA=\(data)\(listen.map { " ROTA_LISTEN=\($0)" } ?? "")
            \(environmentOfShare)\(sockets.isEmpty ? "RuntimeDirectory=rota" : "Sockets=\(units)")
            Restart=on-failure
            RestartSec=2
            TimeoutStopSec=30
            WatchdogSec=30
            LimitNOFILE=65536
            \(hardening)
            [Install]
            WantedBy=multi-user.target

            """)
    }

    var socketUnits: [File] { sockets.map { ($0.unit, text(of: $0)) } }

    private func text(of socket: Socket) -> String {
        // Otherwise systemd's would be root's, and open to everybody.
        let rights = socket.path == nil ? "" : "\nSocketUser=\(user)\nSocketGroup=\(user)\nSocketMode=0660"
        return """
            [Unit]
            Description=Practice Rota's listening socket (\(socket.name.rawValue))

            [Socket]
            ListenStream=\(socket.path ?? socket.address)\(rights)
            FileDescriptorName=\(socket.name.rawValue)
            Service=rota.service
            Backlog=1024

            [Install]
            WantedBy=sockets.target

            """
    }

    var backupService: File {
        ("rota-backup.service", """
            [Unit]
            Description=Practice Rota's backup

            [Service]
            Type=oneshot
            ExecStart=\(program) backup
            Environment=ROTA_DATA=\(data)
            \(environmentOfShare)Nice=10
            \(hardening)
            """)
    }

    var backupTimer: File {
        ("rota-backup.timer", """
            [Unit]
            Description=Practice Rota's nightly backup

            [Timer]
            OnCalendar=*-*-* 02:30:00 Europe/London
            RandomizedDelaySec=15min
            Persistent=true

            [Install]
            WantedBy=timers.target

            """)
    }

    private var environmentOfShare: String { share.map { "Environment=ROTA_SHARE=\($0)\n" } ?? "" }

    /// systemd.exec(5). Swift needs no memory that is both writable and executable.
    private var hardening: String {
        """
        User=\(user)
        \(data == SystemdUnits.stateFolder ? "StateDirectory=rota\nStateDirectoryMode=0700" : "ReadWritePaths=\(data)")
        UMask=0077
        NoNewPrivileges=yes
        CapabilityBoundingSet=
        ProtectSystem=strict
        ProtectHome=yes
        PrivateTmp=yes
        PrivateDevices=yes
        PrivateUsers=yes
        ProtectHostname=yes
        ProtectClock=yes
        ProtectKernelTunables=yes
        ProtectKernelModules=yes
        ProtectKernelLogs=yes
        ProtectControlGroups=yes
        ProtectProc=invisible
        ProcSubset=pid
        RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        RemoveIPC=yes
        LockPersonality=yes
        MemoryDenyWriteExecute=yes
        SystemCallArchitectures=native
        SystemCallFilter=@system-service
        SystemCallFilter=~@privileged @resources
        SystemCallErrorNumber=EPERM

        """
    }
}
