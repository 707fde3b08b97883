import Foundation

/// Compares JSON with the schemas of an OpenAPI document: types, formats,
/// words, required members, and members that no schema knows.
struct ShapeCheck {
    let document: JSONObject

    /// What does not fit, as `path: why`.
    func problems(of value: Any, as schema: String) -> [String] {
        check(value, ["$ref": "#/components/schemas/\(schema)"], at: schema)
    }

    private func check(_ value: Any, _ schema: JSONObject, at path: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            let target = document.object("components").object("schemas")[name] as? JSONObject
            guard let target else { return ["\(path): no schema \(name)"] }
            return check(value, target, at: path)
        }
        if let choices = schema["anyOf"] as? [JSONObject] {
            let results = choices.map { check(value, $0, at: path) }
            return results.contains([]) ? [] : results.first ?? []
        }
        let types = (schema["type"] as? [String]) ?? [schema.text("type")]
        guard types.contains(where: { fits(value, $0) }) else { return ["\(path): \(value) is no \(types)"] }
        if value is NSNull { return [] }
        let words = schema["enum"] as? [Any]
        if let words, let word = value as? String, !words.contains(where: { $0 as? String == word }) {
            return ["\(path): \(word) is none of \(words)"]
        }
        if schema.text("format") == "date", let text = value as? String, text.wholeMatch(of: /\d{4}-\d\d-\d\d/) == nil {
            return ["\(path): \(text) is no date"]
        }
        if let list = value as? [Any], let element = schema["items"] as? JSONObject {
            return list.enumerated().flatMap { check($1, element, at: "\(path)[\($0)]") }
        }
        guard let object = value as? JSONObject, let members = schema["properties"] as? [String: JSONObject] else {
            return []
        }
        let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
        return missing.map { "\(path).\($0): missing" }
            + object.sorted { $0.key < $1.key }.flatMap { name, value in
                members[name].map { check(value, $0, at: "\(path).\(name)") } ?? ["\(path).\(name): in no schema"]
            }
    }

    private func fits(_ value: Any, _ type: String) -> Bool {
        switch type {
        case "null": value is NSNull
        case "string": value is String
        case "boolean": value is Bool
        case "integer", "number": value is NSNumber && !(value is NSNull)
        case "array": value is [Any]
        case "object": value is JSONObject
        default: false
        }
    }
}
