import Civil
import HTTP
import RotaDomain
import RotaStore
import SQLite
import Secrets
import Synchronization

/// `/cal/….ics`: a clinician's calendar for whoever knows its address. Programs ask again and again for what rarely changes: as long as nothing in
/// the database does, the answer is known by its tag and not made again.
enum CalendarFilesController {
    /// A calendar's reading is noted once in an hour.
    private static let hour = 3_600

    static func show(_ visitor: Visitor) throws -> Response {
        guard let file = visitor.parameters["file"], file.hasSuffix(".ics"), let secret = Token(presented: String(file.dropLast(4))) else { return nothing }
        let practice = visitor.practice, now = practice.clock.now(), base = practice.address("", for: visitor.request)
        let request = visitor.request
        let found = try practice.store.read { db -> (CalendarFeed, Response)? in
            guard let feed = try CalendarFeedRepository(db).find(tokenHash: secret.hash) else { return nil }
            return (feed, try answer(feed, base, request, practice, db))
        }
        guard let (feed, response) = found else { return nothing }
        if feed.lastReadAt.map({ now - $0 >= hour }) ?? true {
            practice.store.writeSoon({ db in try CalendarFeedRepository(db).touch(feed.clinicianId, at: now) }, ended: { _ in })
        }
        return response
    }

    private static func answer(_ feed: CalendarFeed, _ base: String, _ request: Request, _ practice: Practice, _ db: Connection) throws -> Response {
        let today = practice.today, key = CalendarFeedKey(feed: feed.mark, today: today, base: base), now = practice.clock.now().seconds
        var made: [UInt8]?
        let tag = try practice.calendarTags.value(key, at: try db.dataVersion) {
            let bytes = try write(feed, base, today, db)
            made = bytes
            return EntityTag(digest: Array(SHA256.hash(bytes).prefix(16)))
        }
        let modified = practice.calendarTimes.since(feed.mark, tag, now: now)
        var headers = sent
        headers.add("ETag", tag.description)
        headers.add("Last-Modified", HTTPDate.format(modified))
        switch Preconditions(request, Validators(tag: tag, modified: modified), now: now) {
        case .notModified: return Response(.notModified, headers: headers)
        case .failed: return Response(.preconditionFailed, headers: headers)
        case .met:
            headers.add("Content-Type", "text/calendar; charset=utf-8")
            return Response(.ok, headers: headers, body: .bytes(try made ?? write(feed, base, today, db)))
        }
    }

    private static func write(_ feed: CalendarFeed, _ base: String, _ today: Day, _ db: Connection) throws -> [UInt8] {
        guard let contents = try CalendarFeedRepository(db).contents(feed.clinicianId, CalendarFeed.window(today: today)) else { return [] }
        return CalendarDocument.write(name: "\(contents.practice) rota", contents.events(of: feed, base: base))
    }

    /// With every answer of a secret address.
    private static let sent: Headers = [
        "Cache-Control": "private, max-age=300", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex",
    ]

    /// The same whatever it was: garbage, an old address, one of somebody who left.
    private static var nothing: Response {
        var response = Response.text("There is no calendar at this address.\n", status: .notFound)
        response.headers.add("Referrer-Policy", "no-referrer")
        response.headers.add("X-Robots-Tag", "noindex")
        return response
    }
}

/// What a calendar's content depends on besides the database.
struct CalendarFeedKey: Hashable, Sendable {
    let feed: String
    let today: Day
    let base: String
}

/// Since when each calendar is what it is, for programs that ask by date only: no row says when something was taken away.
final class CalendarTimes: Sendable {
    private let known = Mutex<[String: (tag: EntityTag, since: Int)]>([:])

    /// Seconds since 1970: when the tag was first seen since the program started.
    func since(_ feed: String, _ tag: EntityTag, now: Int) -> Int {
        known.withLock { known in
            if let entry = known[feed], entry.tag == tag { return entry.since }
            if known.count >= 10_000 { known.removeAll() }
            known[feed] = (tag, now)
            return now
        }
    }
}
