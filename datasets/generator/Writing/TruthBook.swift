/// The ground truth beside the data: `truth/*.csv`. Written while the rows are
/// written, so that every statement names the row that it is about. Rows are
/// counted from 1 after the header, as records, not as lines.
struct TruthBook: ~Copyable {
    private var persons: OutputFile
    private var premises: OutputFile
    private var dirt: OutputFile
    private var line: [UInt8] = []

    /// - Parameter directory: an existing folder.
    init(directory: String) throws {
        var personFile = try OutputFile(path: directory + "/persons.csv")
        var premisesFile = try OutputFile(path: directory + "/premises.csv")
        var dirtFile = try OutputFile(path: directory + "/dirt.csv")
        try personFile.write("theme,file,row,slot,person\n")
        try premisesFile.write("theme,file,row,slot,level,premises,building,unit,address\n")
        try dirtFile.write("theme,file,row,column,reason\n")
        persons = personFile
        premises = premisesFile
        dirt = dirtFile
    }

    /// Adds what `row` says about persons, places and planted mistakes.
    mutating func add(
        _ row: borrowing RowBuffer, theme: String, file: String, number: Int, columns: [EmittedColumn]
    ) throws {
        for mention in row.persons {
            begin(theme, file, number)
            line.append(contentsOf: mention.slot.utf8)
            line.append(contentsOf: ",p".utf8)
            appendDecimal(Int(mention.person), to: &line)
            line.append(0x0A)
            try persons.write(line)
        }
        for mention in row.places {
            begin(theme, file, number)
            line.append(contentsOf: mention.slot.utf8)
            line.append(0x2C)
            Places.appendTruth(mention.unit, to: &line)
            CSVText.appendQuoted(row.field(mention.field), to: &line)
            line.append(0x0A)
            try premises.write(line)
        }
        for planted in row.planted {
            let column = planted.field < columns.count ? columns[planted.field].id : ""
            try addDirt(planted.reason, column: column, theme: theme, file: file, number: number)
        }
    }

    mutating func addDirt(_ reason: String, column: String, theme: String, file: String, number: Int) throws {
        begin(theme, file, number)
        line.append(contentsOf: column.utf8)
        line.append(0x2C)
        line.append(contentsOf: reason.utf8)
        line.append(0x0A)
        try dirt.write(line)
    }

    private mutating func begin(_ theme: String, _ file: String, _ number: Int) {
        line.removeAll(keepingCapacity: true)
        line.append(contentsOf: theme.utf8)
        line.append(0x2C)
        line.append(contentsOf: file.utf8)
        line.append(0x2C)
        appendDecimal(number, to: &line)
        line.append(0x2C)
    }

    consuming func close() throws {
        try persons.close()
        try premises.close()
        try dirt.close()
    }
}
