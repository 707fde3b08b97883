internal import HTTPTypes

/// The OpenAPI 3.1 document, written from the endpoints that the router is
/// made of, so that neither can know what the other does not.
enum OpenAPI {
    /// The version of the API: raised when an answer changes its shape.
    static let version = "1.0.0"

    static func document(_ endpoints: [Endpoint]) -> [UInt8] {
        var json = JSONWriter(capacity: 65_536)
        json.beginObject()
        json.key("openapi")
        json.string("3.1.0")
        json.key("info")
        json.beginObject()
        json.key("title")
        json.string("Panorama · 企业全景图谱")
        json.key("version")
        json.string(version)
        json.key("description")
        json.string(
            "Profiles and relations of enterprises. Every answer names its epoch (version of the data) and its day "
                + "(`asOf`); the same question at the same epoch and day has the same ETag. A status is `null` on days "
                + "before the entity began or the company closed. Errors are "
                + "application/problem+json with a stable code. Lists have total, returned and next.")
        json.endObject()
        json.key("paths")
        json.beginObject()
        var paths: [String] = []
        for endpoint in endpoints where !paths.contains(endpoint.path) { paths.append(endpoint.path) }
        for path in paths {
            json.key(path)
            json.beginObject()
            for endpoint in endpoints where endpoint.path == path { operation(endpoint, to: &json) }
            json.endObject()
        }
        json.endObject()
        components(to: &json)
        json.endDocument()
        return json.bytes
    }

    private static func operation(_ endpoint: Endpoint, to json: inout JSONWriter) {
        json.key(endpoint.method.rawValue.lowercased())
        json.beginObject()
        json.key("operationId")
        json.string(operationID(endpoint))
        json.key("summary")
        json.string(endpoint.summary)
        json.key("parameters")
        json.beginArray()
        for name in endpoint.pathParameters {
            json.beginObject()
            json.key("name")
            json.string(name)
            json.key("in")
            json.string("path")
            json.key("required")
            json.bool(true)
            json.key("schema")
            json.type("string")
            json.endObject()
        }
        for parameter in endpoint.parameters { json.parameter(parameter) }
        json.endArray()
        if let body = endpoint.body {
            json.key("requestBody")
            json.beginObject()
            json.key("required")
            json.bool(true)
            json.key("content")
            json.content([body.mediaType], schema: body.schema)
            json.endObject()
        }
        json.key("responses")
        json.beginObject()
        json.key(String(endpoint.status.code))
        json.beginObject()
        json.key("description")
        json.string(endpoint.summary)
        json.key("content")
        json.content(endpoint.answer.mediaTypes, schema: endpoint.schema)
        json.endObject()
        json.key("default")
        json.beginObject()
        json.key("$ref")
        json.string("#/components/responses/Problem")
        json.endObject()
        json.endObject()
        json.endObject()
    }

    /// `getV1CompaniesIdPanorama`.
    private static func operationID(_ endpoint: Endpoint) -> String {
        let words = endpoint.path.split { !$0.isLetter && !$0.isNumber }.map {
            $0.prefix(1).uppercased() + $0.dropFirst()
        }
        return endpoint.method.rawValue.lowercased() + (words.isEmpty ? "Index" : words.joined())
    }

    private static func components(to json: inout JSONWriter) {
        json.key("components")
        json.beginObject()
        json.key("schemas")
        json.beginObject()
        for schema in schemas { json.schema(schema) }
        json.endObject()
        json.key("responses")
        json.beginObject()
        json.key("Problem")
        json.beginObject()
        json.key("description")
        json.string(
            "Why there is no answer. Codes: " + Problem.Code.allCases.map(\.rawValue).joined(separator: ", "))
        json.key("content")
        json.content(["application/problem+json"], schema: "Problem")
        json.endObject()
        json.endObject()
        json.endObject()
    }
}

extension JSONWriter {
    /// `{"type": …}`.
    mutating func type(_ name: String) {
        beginObject()
        key("type")
        string(name)
        endObject()
    }

    fileprivate mutating func content(_ mediaTypes: [String], schema: String?) {
        beginObject()
        for type in mediaTypes {
            key(type)
            beginObject()
            if let schema, ["application/json", "application/problem+json"].contains(type) {
                key("schema")
                beginObject()
                key("$ref")
                string("#/components/schemas/\(schema)")
                endObject()
            }
            endObject()
        }
        endObject()
    }

    fileprivate mutating func parameter(_ parameter: Parameter) {
        beginObject()
        key("name")
        string(parameter.name)
        key("in")
        string("query")
        key("description")
        string(parameter.summary)
        key("required")
        bool(parameter.isRequired)
        if parameter.repeats {
            key("explode")
            bool(true)
        }
        key("schema")
        beginObject()
        key("type")
        if parameter.repeats {
            string("array")
            key("items")
            type("string")
        } else {
            form(parameter)
        }
        endObject()
        endObject()
    }

    /// The members of a schema after `"type":`.
    private mutating func form(_ parameter: Parameter) {
        switch parameter.form {
        case .integer(let range):
            string("integer")
            key("minimum")
            number(range.lowerBound)
            key("maximum")
            number(range.upperBound)
            if let fallback = parameter.fallback.flatMap({ Int($0) }) {
                key("default")
                number(fallback)
            }
        case .choice(let values):
            string("string")
            key("enum")
            beginArray()
            for value in values { string(value) }
            endArray()
            if let fallback = parameter.fallback {
                key("default")
                string(fallback)
            }
        case .day:
            string("string")
            key("format")
            string("date")
        case .share:
            string("string")
            key("pattern")
            string("^(0(\\.[0-9]{1,8})?|1(\\.0{1,8})?)$")
        case .text, .entity, .words, .cursor: string("string")
        }
    }
}
