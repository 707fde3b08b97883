/// Turns a name, an address or a number into the key under which it is
/// searched and compared: what a person would call the same writing folds to
/// the same bytes.
///
/// In order: compatibility forms to ordinary ones (NFKC: full width, ㈱, ①,
/// half-width kana), upper case to lower, traditional Chinese characters to
/// simplified ones one by one, ○ to 〇; then everything that is neither a
/// letter, a mark nor a digit is dropped, white space and brackets included
/// (`ＡＢＣ（深圳）·有限公司` → `abc深圳有限公司`). Folding a key gives the key
/// again.
///
/// Characters outside the Basic Multilingual Plane are kept as they are.
/// Malformed UTF-8 is dropped, as replacement characters are.
public enum TextFolder {
    /// Appends the key of `text` to `key`.
    ///
    /// - Complexity: O(`text.count`), a few nanoseconds a byte for ASCII and
    ///   Chinese; texts with other characters go through Foundation and cost
    ///   microseconds.
    public static func fold(_ text: Span<UInt8>, into key: inout [UInt8]) {
        let start = key.count
        key.append(text)
        let table = FoldTable.shared.targets
        var room = key.mutableSpan
        if let folded = foldFast(text, table: table.span, into: &room, at: start) {
            key.removeSubrange((start + folded.byteCount)...)
        } else {
            key.removeSubrange(start...)
            foldThoroughly(text, into: &key)
        }
    }

    /// The key of a whole text.
    public static func key(_ text: some StringProtocol) -> [UInt8] {
        var key: [UInt8] = []
        fold(Array(text.utf8).span, into: &key)
        return key
    }

    /// The simplified form of one character; itself when it has none or lies
    /// outside the Basic Multilingual Plane.
    public static func simplified(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard FoldTable.isTabledHan(scalar.value) else { return scalar }
        return Unicode.Scalar(FoldTable.shared.targets[Int(scalar.value)]) ?? scalar
    }

    // MARK: Fast path

    /// What is known of a key once it is written.
    struct Folded {
        var byteCount: Int
        var scalarCount: Int
        /// Whether the key is the text.
        var isSame: Bool
    }

    /// Folds character by character into `room`, which must have
    /// `text.count` bytes from `start` on: no character grows.
    ///
    /// - Returns: nil when a character needs the thorough way.
    static func foldFast(
        _ text: Span<UInt8>, table: Span<UInt16>, into room: inout MutableSpan<UInt8>, at start: Int
    ) -> Folded? {
        var folded = Folded(byteCount: 0, scalarCount: 0, isSame: true)
        var output = start
        var index = 0
        while index < text.count {
            let lead = text[index]
            if lead < 0x80 {
                let target = table[Int(lead)]
                if target != FoldTable.dropped {
                    room[output] = UInt8(truncatingIfNeeded: target)
                    output += 1
                    folded.scalarCount += 1
                }
                if target != UInt16(lead) { folded.isSame = false }
                index += 1
                continue
            }
            guard let (scalar, length) = UTF8Reading.scalar(in: text, at: index) else { return nil }
            var target = scalar
            if scalar < 0x10000 {
                let tabled = table[Int(scalar)]
                if tabled == FoldTable.needsThoroughFolding { return nil }
                target = UInt32(tabled)
            } else if !FoldTable.isSupplementaryHan(scalar) {
                return nil
            }
            index += length
            if target != scalar { folded.isSame = false }
            if target == UInt32(FoldTable.dropped) { continue }
            output += UTF8Reading.write(target, to: &room, at: output)
            folded.scalarCount += 1
        }
        folded.byteCount = output - start
        return folded
    }

    // MARK: Thorough path

    private static func foldThoroughly(_ text: Span<UInt8>, into key: inout [UInt8]) {
        var bytes: [UInt8] = []
        bytes.append(text)
        // Lower case and compatibility forms can each bring the other back
        // (a capital with a dot above), hence twice.
        var normal = FoldTable.compatibilityForm(String(decoding: bytes, as: UTF8.self))
        normal = FoldTable.compatibilityForm(normal.lowercased())
        for scalar in normal.unicodeScalars {
            let tabled = scalar.value < 0x10000 ? FoldTable.shared.targets[Int(scalar.value)] : FoldTable.dropped
            if scalar.value < 0x10000, tabled != FoldTable.needsThoroughFolding {
                if tabled != FoldTable.dropped { UTF8Reading.append(UInt32(tabled), to: &key) }
            } else if FoldTable.isWritten(scalar) {
                UTF8Reading.append(scalar.value, to: &key)
            }
        }
    }
}

/// Reading and writing UTF-8 scalar by scalar over bytes.
enum UTF8Reading {
    /// The scalar that starts at `index` and its length in bytes.
    ///
    /// - Returns: nil for malformed, overlong or surrogate encodings.
    @inline(__always)
    static func scalar(in text: Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int)? {
        let lead = UInt32(text[index])
        if lead < 0x80 { return (lead, 1) }
        let rest = text.count - index
        if lead >= 0xE0, lead < 0xF0, rest >= 3 {
            let second = UInt32(text[index + 1])
            let third = UInt32(text[index + 2])
            let scalar = (lead & 0xF) << 12 | (second & 0x3F) << 6 | third & 0x3F
            guard second & 0xC0 == 0x80, third & 0xC0 == 0x80, scalar >= 0x800, scalar & 0xF800 != 0xD800
            else { return nil }
            return (scalar, 3)
        }
        if lead >= 0xC2, lead < 0xE0, rest >= 2 {
            let second = UInt32(text[index + 1])
            guard second & 0xC0 == 0x80 else { return nil }
            return ((lead & 0x1F) << 6 | second & 0x3F, 2)
        }
        if lead >= 0xF0, lead < 0xF5, rest >= 4 {
            let second = UInt32(text[index + 1])
            let third = UInt32(text[index + 2])
            let fourth = UInt32(text[index + 3])
            let scalar = (lead & 7) << 18 | (second & 0x3F) << 12 | (third & 0x3F) << 6 | fourth & 0x3F
            guard second & 0xC0 == 0x80, third & 0xC0 == 0x80, fourth & 0xC0 == 0x80,
                (0x10000...0x10FFFF).contains(scalar)
            else { return nil }
            return (scalar, 4)
        }
        return nil
    }

    /// Appends one scalar value.
    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        let place = bytes.count
        bytes.append(contentsOf: [0, 0, 0, 0])
        var room = bytes.mutableSpan
        let length = write(scalar, to: &room, at: place)
        bytes.removeLast(4 - length)
    }

    /// Writes one scalar value.
    ///
    /// - Returns: its length in bytes.
    @inline(__always)
    static func write(_ scalar: UInt32, to room: inout MutableSpan<UInt8>, at place: Int) -> Int {
        if scalar < 0x80 {
            room[place] = UInt8(truncatingIfNeeded: scalar)
            return 1
        }
        let last = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
        let lastButOne = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
        if scalar < 0x800 {
            room[place] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
            room[place + 1] = last
            return 2
        }
        if scalar < 0x10000 {
            room[place] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
            room[place + 1] = lastButOne
            room[place + 2] = last
            return 3
        }
        room[place] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
        room[place + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
        room[place + 2] = lastButOne
        room[place + 3] = last
        return 4
    }

    /// The scalars of well-formed UTF-8; malformed bytes are passed over.
    static func scalars(of text: Span<UInt8>) -> [UInt32] {
        var scalars: [UInt32] = []
        var index = 0
        while index < text.count {
            guard let (scalar, length) = scalar(in: text, at: index) else {
                index += 1
                continue
            }
            scalars.append(scalar)
            index += length
        }
        return scalars
    }

    /// How many scalars well-formed UTF-8 holds.
    @inline(__always)
    static func scalarCount(_ text: Span<UInt8>, in range: Range<Int>) -> Int {
        var count = 0
        for index in range where text[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
