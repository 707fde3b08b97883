/// How a file writes its dates. Real deliveries differ; all four are in the
/// input contract.
enum DateStyle: Sendable { case iso, slash, compact, chinese }

/// One row while it is made: the fields' bytes behind each other, and what the
/// row says about true persons and places. Reused for every row of a file; no
/// `String` is built for a field.
struct RowBuffer: Sendable {
    /// A true person named in the row.
    struct PersonMention: Sendable {
        var slot: String
        var person: UInt32
    }

    /// A true place written in the row, in field `field`.
    struct PlaceMention: Sendable {
        var slot: String
        var field: Int
        var unit: Unit
    }

    private(set) var bytes: [UInt8] = []
    /// The end of each closed field in `bytes`.
    private(set) var ends: [Int] = []
    private(set) var persons: [PersonMention] = []
    private(set) var places: [PlaceMention] = []
    var dateStyle = DateStyle.iso
    /// Set by an emitter that writes something wrong on purpose.
    private(set) var planted: [(field: Int, reason: String)] = []

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        persons.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        planted.removeAll(keepingCapacity: true)
    }

    /// The bytes of closed field `index`.
    func field(_ index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    // MARK: parts of the open field

    @inline(__always) mutating func part(_ text: String) { bytes.append(contentsOf: text.utf8) }
    @inline(__always) mutating func part(byte: UInt8) { bytes.append(byte) }
    @inline(__always) mutating func part(bytes more: [UInt8]) { bytes.append(contentsOf: more) }

    mutating func part(_ number: Int) {
        if number < 0 {
            bytes.append(UInt8(ascii: "-"))
            part(-number)
            return
        }
        if number >= 10 { part(number / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    /// `number` with leading zeros.
    mutating func part(_ number: Int, width: Int) {
        var limit = 10
        var digits = 1
        while number >= limit {
            limit *= 10
            digits += 1
        }
        for _ in 0..<max(0, width - digits) { bytes.append(UInt8(ascii: "0")) }
        part(number)
    }

    /// `scaled / 10^decimals`, without trailing zeros when `trimmed`.
    mutating func part(scaled: Int, decimals: Int, trimmed: Bool = true) {
        var unit = 1
        for _ in 0..<decimals { unit *= 10 }
        part(scaled / unit)
        guard decimals > 0, !(trimmed && scaled % unit == 0) else { return }
        bytes.append(UInt8(ascii: "."))
        part(abs(scaled % unit), width: decimals)
        while trimmed, bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
    }

    mutating func part(_ day: CalendarDay) {
        let (y, m, d) = day.parts
        switch dateStyle {
        case .iso: dated(y, "-", m, "-", d, "", width: 2)
        case .slash: dated(y, "/", m, "/", d, "", width: 1)
        case .compact: dated(y, "", m, "", d, "", width: 2)
        case .chinese: dated(y, "年", m, "月", d, "日", width: 1)
        }
    }

    private mutating func dated(
        _ y: Int, _ a: String, _ m: Int, _ b: String, _ d: Int, _ c: String, width: Int
    ) {
        part(y, width: 4)
        part(a)
        part(m, width: width)
        part(b)
        part(d, width: width)
        part(c)
    }

    @inline(__always) mutating func end() { ends.append(bytes.count) }

    // MARK: whole fields

    mutating func add(_ text: String) {
        part(text)
        end()
    }
    mutating func add(_ number: Int) {
        part(number)
        end()
    }
    mutating func add(_ day: CalendarDay?) {
        if let day { part(day) }
        end()
    }
    mutating func add(scaled: Int, decimals: Int) {
        part(scaled: scaled, decimals: decimals)
        end()
    }
    /// An amount in yuan with two decimals.
    mutating func add(yuanCents cents: Int) {
        part(scaled: cents, decimals: 2, trimmed: false)
        end()
    }
    /// An unknown value.
    mutating func skip(_ count: Int = 1) { for _ in 0..<count { end() } }

    // MARK: truth

    mutating func mention(person: UInt32, slot: String) {
        persons.append(PersonMention(slot: slot, person: person))
    }
    /// The open or next field writes a place.
    mutating func mention(_ unit: Unit, slot: String) {
        places.append(PlaceMention(slot: slot, field: ends.count, unit: unit))
    }
    /// The open or next field is wrong on purpose.
    mutating func plant(_ reason: String) { planted.append((ends.count, reason)) }

    // MARK: dirt

    /// Replaces a closed field.
    mutating func replace(field index: Int, with text: String) {
        let start = index == 0 ? 0 : ends[index - 1]
        let change = text.utf8.count - (ends[index] - start)
        bytes.replaceSubrange(start..<ends[index], with: text.utf8)
        for i in index..<ends.count { ends[i] += change }
    }

    /// Puts an empty field before field `index`: everything after it is one
    /// column too far right, as an unquoted comma does.
    mutating func shift(at index: Int) {
        ends.insert(index == 0 ? 0 : ends[index - 1], at: index)
        for place in places.indices where places[place].field >= index { places[place].field += 1 }
    }
}
