/// Leave as the rota says it.
package enum LeaveWords {
    /// "annual leave"; "leave" where the type is not shown.
    package static func phrase(_ type: String) -> String {
        let type = type.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if type == LeaveType.notWorking.rawValue { return "time off" }
        return type.isEmpty ? "leave" : type.hasSuffix("leave") ? type : "\(type) leave"
    }
}
