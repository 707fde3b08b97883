extension Catalogue {
    /// The theme that a file's name begins with: `<theme>[-anything].csv[.gz]`,
    /// where the theme is its id or its Chinese title.
    ///
    /// `tax_rating-2024.csv.gz` is tax_rating, not tax. After an id, `-`, `.`,
    /// a bracket or a blank must follow or nothing; after a Chinese title also a
    /// digit or an underscore.
    ///
    /// - Parameter fileName: a path; folders are ignored.
    public func recogniseTheme(fileName: String) -> Int? {
        let last = fileName.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let trimmed = last.drop { $0.isWhitespace }
        let ends = trimmed.indices.filter { trimmed[$0].isWhitespace }
        // Blanks are folded away: the first one ends the name like a dash.
        let name = HeaderText.folded(trimmed[..<(ends.first ?? trimmed.endIndex)])
        var best: (index: Int, length: Int)?
        for (index, theme) in themes.enumerated() {
            for (word, isTitle) in [(theme.id, false), (HeaderText.folded(theme.title.zh), true)] {
                guard name.hasPrefix(word), word.count > best?.length ?? 0 else { continue }
                guard Catalogue.endsWord(name.dropFirst(word.count).first, afterTitle: isTitle) else { continue }
                best = (index, word.count)
            }
        }
        return best?.index
    }

    private static func endsWord(_ next: Character?, afterTitle: Bool) -> Bool {
        guard let next else { return true }
        if "-.([（〔【".contains(next) { return true }
        return afterTitle && (next == "_" || next.isNumber)
    }

    /// The themes that a header fits best, ascending.
    ///
    /// A theme fits when the header has all of its required columns, at least
    /// one column that names its subject, and at least half of the header's
    /// fields are known to it. Of these, the themes that know most fields.
    ///
    /// - Returns: empty when no theme fits; several when the header cannot
    ///   decide, which the importer reports and the operator decides.
    public func recogniseTheme(header: [String]) -> [Int] {
        var best: (known: Int, themes: [Int]) = (0, [])
        for (index, theme) in themes.enumerated() {
            let mapping = theme.mapping(header: header)
            let present = Set(mapping.columns.compactMap { $0 })
            let known = present.count + mapping.service.count
            guard mapping.missingRequired.isEmpty, known * 2 >= header.count, !present.isEmpty else { continue }
            if let subject = theme.subject {
                let naming = [subject.code, subject.name, subject.personID].compactMap { $0 }
                guard naming.contains(where: present.contains) else { continue }
            }
            if known > best.known {
                best = (known, [index])
            } else if known == best.known {
                best.themes.append(index)
            }
        }
        return best.themes
    }
}
