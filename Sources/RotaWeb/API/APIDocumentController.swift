import HTTP
import Secrets

/// `/api/v1/openapi.json`: for anyone, since it is the same of every practice and tells nothing of this one.
enum APIDocumentController {
    private static let bytes = APIDocument.write()
    private static let tag = EntityTag(digest: Array(SHA256.hash(bytes).prefix(16)))

    static func show(_ visitor: Visitor) -> Response {
        let headers: Headers = ["Cache-Control": "no-cache", "ETag": tag.description]
        let conditions = Preconditions(visitor.request, Validators(tag: tag, modified: nil), now: visitor.practice.clock.now().seconds)
        if conditions == .notModified { return Response(.notModified, headers: headers) }
        var response = Response(.ok, headers: headers, body: .bytes(bytes))
        response.headers.add("Content-Type", "application/json")
        return response
    }
}
