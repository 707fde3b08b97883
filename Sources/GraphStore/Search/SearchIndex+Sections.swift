extension SearchIndex {
    /// Writes every column as a section named `search.…`.
    public func write(to writer: inout SectionWriter) {
        writer.write("search.groupStarts", groupStarts)
        writer.write("search.nodeLimit", nodeLimit)
        writer.write("search.keys", keys)
        writer.write("search.keyOffsets", keyOffsets)
        writer.write("search.nodes", nodes)
        writer.write("search.fields", fields)
        writer.write("search.originalTerms", originalTerms)
        writer.write("search.originalOffsets", originalOffsets)
        writer.write("search.originals", originals)
        textPairs.write(to: &writer, as: "search.text")
        initialPairs.write(to: &writer, as: "search.initial")
        writer.write("search.numberOrder", numberOrder)
        writer.write("search.syllables", syllables)
        writer.write("search.syllableOffsets", syllableOffsets)
        writer.write("search.readingOffsets", readingOffsets)
        writer.write("search.readings", readings)
    }

    /// Reads what ``write(to:)`` wrote.
    ///
    /// The sizes of the columns are checked against each other. Their contents
    /// are the snapshot's business, whose sections carry checksums.
    ///
    /// - Throws: `SnapshotError` for a missing section, ``SearchError``
    ///   `search.indexDamaged` for columns that do not fit together.
    public init(from reader: SectionReader) throws {
        groupStarts = try reader.column("search.groupStarts", of: UInt32.self)
        nodeLimit = try reader.column("search.nodeLimit", of: UInt32.self)
        keys = try reader.column("search.keys", of: UInt8.self)
        keyOffsets = try reader.column("search.keyOffsets", of: UInt32.self)
        nodes = try reader.column("search.nodes", of: UInt32.self)
        fields = try reader.column("search.fields", of: UInt8.self)
        originalTerms = try reader.column("search.originalTerms", of: UInt32.self)
        originalOffsets = try reader.column("search.originalOffsets", of: UInt32.self)
        originals = try reader.column("search.originals", of: UInt8.self)
        textPairs = try PairTable(from: reader, as: "search.text")
        initialPairs = try PairTable(from: reader, as: "search.initial")
        numberOrder = try reader.column("search.numberOrder", of: UInt32.self)
        syllables = try reader.column("search.syllables", of: UInt8.self)
        syllableOffsets = try reader.column("search.syllableOffsets", of: UInt32.self)
        readingOffsets = try reader.column("search.readingOffsets", of: UInt32.self)
        readings = try reader.column("search.readings", of: UInt32.self)
        try checkSizes()
    }

    private func checkSizes() throws(SearchError) {
        guard nodeLimit.count == 1, fields.count == nodes.count,
            groupStarts.ends(count: TermGroup.count, at: nodes.count),
            keyOffsets.ends(count: nodes.count, at: keys.count),
            originalOffsets.ends(count: originalTerms.count, at: originals.count),
            textPairs.fitsTogether, initialPairs.fitsTogether,
            numberOrder.count <= nodes.count, syllableOffsets.count == readingOffsets.count,
            syllableOffsets.ends(count: syllableOffsets.count - 1, at: syllables.count),
            readingOffsets.ends(count: readingOffsets.count - 1, at: readings.count)
        else {
            throw SearchError(
                code: .indexDamaged,
                message: "the columns of the search index do not fit together; rebuild the snapshot")
        }
    }
}

extension PairTable {
    fileprivate func write(to writer: inout SectionWriter, as name: String) {
        writer.write(name + "Firsts", firsts)
        writer.write(name + "FirstOffsets", firstOffsets)
        writer.write(name + "Seconds", seconds)
        writer.write(name + "PostingOffsets", postingOffsets)
        writer.write(name + "Postings", postings)
    }

    fileprivate init(from reader: SectionReader, as name: String) throws {
        firsts = try reader.column(name + "Firsts", of: UInt32.self)
        firstOffsets = try reader.column(name + "FirstOffsets", of: UInt32.self)
        seconds = try reader.column(name + "Seconds", of: UInt32.self)
        postingOffsets = try reader.column(name + "PostingOffsets", of: UInt32.self)
        postings = try reader.column(name + "Postings", of: UInt32.self)
    }

    fileprivate var fitsTogether: Bool {
        firstOffsets.ends(count: firsts.count, at: seconds.count)
            && postingOffsets.ends(count: seconds.count, at: postings.count)
    }
}

extension Column<UInt32> {
    /// Whether these can be the offsets of `count` ranges that end at `end`.
    fileprivate func ends(count: Int, at end: Int) -> Bool {
        count >= 0 && self.count == count + 1 && Int(self[count]) == end
    }
}
