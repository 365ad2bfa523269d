import HTTP
import RotaStore

/// The news of a generation under way as server-sent events, for the progress page's script.
enum GenerationEventsController {
    static func show(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        // Followed first, looked up then: what ends between the two would otherwise never be told.
        let stream = context.practice.news.follow(id)
        guard let generation = try context.store.read({ db in try GenerationRepository(db).find(id) }) else {
            context.practice.news.end(id)
            throw PageError.notFound
        }
        if !generation.state.isUnderWay { context.practice.news.end(id) }
        // nginx would keep the events until it has a buffer full.
        return Response(.ok, headers: ["Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"], body: .stream(stream))
    }
}
