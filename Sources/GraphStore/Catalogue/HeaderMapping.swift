/// Which column of a theme each field of a file's header is.
public struct HeaderMapping: Sendable, Equatable {
    /// A column that every theme understands without listing it.
    public enum ServiceColumn: String, Sendable, CaseIterable {
        case sourceSystem = "source_system"
        case department
        case receivedAt = "received_at"
        /// `upsert` or `delete`.
        case operation = "op"

        /// Headers that real files use for it.
        var aliases: [String] {
            switch self {
            case .sourceSystem: ["来源系统", "数据来源系统", "数据来源"]
            case .department: ["部门", "来源部门", "数据提供部门", "报送部门"]
            case .receivedAt: ["接收时间", "入库时间", "数据接收时间"]
            case .operation: ["操作", "操作类型", "数据操作"]
            }
        }

        /// By folded header.
        static let byHeader: [String: ServiceColumn] = {
            var table: [String: ServiceColumn] = [:]
            for column in allCases {
                for name in [column.rawValue] + column.aliases { table[HeaderText.folded(name)] = column }
            }
            return table
        }()
    }

    /// `columns.count` is the number of header fields. Index of the theme's
    /// column, or nil: a service column, a second field for the same column,
    /// or unknown (kept with the record under its header).
    public var columns: [Int?]
    /// Position in the header.
    public var service: [ServiceColumn: Int]
    /// Positions of headers that no column is known by; empty headers too.
    public var unknown: [Int]
    /// Positions that name a column again that an earlier position has.
    public var duplicates: [Int]
    /// Indices of required columns that the header lacks.
    public var missingRequired: [Int]
}

extension Theme {
    /// Finds each header among the ids, Chinese titles and aliases, with width,
    /// case and blanks folded. The theme's own columns win over service columns
    /// of the same name.
    ///
    /// - Complexity: O(names of the theme + header); once per file.
    public func mapping(header: [String]) -> HeaderMapping {
        var byName: [String: Int] = [:]
        for (index, column) in columns.enumerated() {
            for name in [column.id, column.title.zh] + column.aliases { byName[HeaderText.folded(name)] = index }
        }
        var mapping = HeaderMapping(columns: [], service: [:], unknown: [], duplicates: [], missingRequired: [])
        var taken: Set<Int> = []
        for (position, field) in header.enumerated() {
            let name = HeaderText.folded(field)
            if let column = byName[name] {
                if taken.insert(column).inserted {
                    mapping.columns.append(column)
                    continue
                }
                mapping.duplicates.append(position)
            } else if let column = HeaderMapping.ServiceColumn.byHeader[name] {
                if mapping.service[column] == nil {
                    mapping.service[column] = position
                } else {
                    mapping.duplicates.append(position)
                }
            } else {
                mapping.unknown.append(position)
            }
            mapping.columns.append(nil)
        }
        mapping.missingRequired = columns.indices.filter { columns[$0].required && !taken.contains($0) }
        return mapping
    }
}
