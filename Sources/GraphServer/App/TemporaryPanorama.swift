internal import GraphStore
internal import Profile

extension ServedView {
    func panoramaJSON(of node: NodeID, asOf: Day) -> [UInt8] {
        let profile = panorama.panorama(of: node, asOf: asOf)
        var json = JSONWriter()
        json.beginObject()
        json.key("epoch")
        json.number(Int(snapshot.epoch.rawValue))
        json.key("asOf")
        json.day(asOf.rawValue)
        json.key("facts")
        json.beginArray()
        for row in profile.facts { json.fact(row, view: self) }
        json.endArray()
        json.endObject()
        return json.bytes
    }
}
