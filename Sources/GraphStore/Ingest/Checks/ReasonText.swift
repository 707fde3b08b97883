/// What the codes of findings and refusals mean, in a sentence for a reader.
public enum ReasonText {
    /// The sentence of a code; nil for a code that this program does not give.
    public static func sentence(of code: String) -> Title? { sentences[code] }

    /// Whether the reason is about a row as a whole, which then stands whole in
    /// the first field of a return file.
    static func isOfWholeRow(_ code: String) -> Bool { code.hasPrefix("row.") || code.hasPrefix("bods.") }

    private static let sentences: [String: Title] = Dictionary(
        table.map { ($0.code, Title(zh: $0.zh, en: $0.en)) }, uniquingKeysWith: { first, _ in first })

    private static let table: [(code: String, zh: String, en: String)] = [
        // Kept with a remark: ``CellFindings``.
        (
            "code.usc_check_digit", "统一社会信用代码第18位校验码不符",
            "The 18th character of the unified social credit code is not its check character."
        ),
        (
            "code.organisation_check_digit", "组织机构代码校验码不符",
            "The check character of the organisation code is wrong."
        ),
        (
            "code.registration_check_digit", "15位注册号校验码不符",
            "The 15th digit of the registration number is not its check digit."
        ),
        (
            "code.format_unknown", "不是已知格式的主体代码，按文字保留，不作标识",
            "The code has no known form; it is kept as text and identifies nobody."
        ),
        (
            "code.placeholder", "代码为同一字符的重复，视为占位",
            "The code repeats one character; it stands for none."
        ),
        (
            "identifier.masked", "号码部分被隐去，不作标识",
            "Parts of the identifier are starred out; it identifies nobody."
        ),
        (
            "person_id.check_digit", "公民身份号码的长度、出生日期或校验码不符",
            "Length, date of birth or check digit of the resident identity number is wrong."
        ),
        (
            "text.control_characters", "文字含控制字符，原样保留", "The text has control characters; they are kept."
        ),
        (
            "text.replacement_character", "文字含替换符，交付前已有乱码",
            "The text has replacement characters: it was damaged before it was delivered."
        ),
        (
            "code.resident_id_shaped", "主体代码形似公民身份号码",
            "The company code has the form of a resident identity number."
        ),
        (
            "code.correction_available", "代码经更正易混字符后可通过校验",
            "With easily confused characters exchanged, the code would pass its check."
        ),
        ("date.open_ended", "日期表示长期有效，视为无截止日期", "The date says that there is no end; it is left open."),
        (
            "row.unbalanced_quote", "该行引号不成对", "The row has a quotation mark without its partner."
        ),
        (
            "row.may_hide_rows", "该行引号内跨多行，可能并入了后面的行",
            "A quoted field runs over several lines; it may have swallowed rows."
        ),
        (
            "key.competing", "同一来源以同一主键给出了不同内容，各自保留",
            "Its source states something else under the same key; both are kept."
        ),
        (
            "bods.directness_unknown", "声明未说明该权益为直接或间接，按直接计",
            "The statement does not say whether the interest is direct; it is taken for direct."
        ),
        (
            "bods.range_left_out", "表决权或收益权以区间声明，未计入",
            "Votes or income are stated as a range, which is kept beside the row and not counted."
        ),
        // Refused, or left out of a row that is kept: ``CellFailure/Code``.
        ("required.missing", "必填项为空", "A required value is missing."),
        ("encoding.invalid", "字节不属于文件的编码", "The bytes are not of the file's encoding."),
        ("type.code", "不是可接受的代码", "The value is no acceptable code."),
        ("type.person_id", "不是可接受的证件号码", "The value is no acceptable personal identifier."),
        ("type.date", "不是日期", "The value is no date."),
        ("type.integer", "不是整数", "The value is no whole number."),
        ("type.decimal", "不是数字", "The value is no number."),
        ("type.percent", "不是百分比", "The value is no percentage."),
        ("type.money", "不是金额", "The value is no amount of money."),
        ("type.phone", "不是电话号码", "The value is no telephone number."),
        ("type.email", "不是电子邮箱", "The value is no e-mail address."),
        ("type.boolean", "不是“是”或“否”", "The value is neither yes nor no."),
        ("number.digits", "数字位数过多", "The number has too many digits."),
        ("date.nonexistent", "日期不存在", "The date does not exist."),
        ("date.earliest", "日期过早", "The date is before the earliest that is possible."),
        ("date.latest", "日期过晚", "The date is after the latest that is possible."),
        ("date.order", "日期先后颠倒", "The date is before one that it has to follow."),
        ("range.min", "数值低于下限", "The number is below the least that is possible."),
        ("range.max", "数值高于上限", "The number is above the greatest that is possible."),
        ("length.min", "文字过短", "The text is too short."),
        ("length.max", "文字过长", "The text is too long."),
        ("mask", "编号格式不符", "The number does not have the form of its kind."),
        ("choice.unknown", "不在可选值之列", "The value is none of those that the column may have."),
        ("key.missing", "缺少识别该行的主键", "The row lacks what it is identified by."),
        // Refused as a whole row.
        ("row.encoding", "该行字节不属于文件的编码", "The row's bytes are not of the file's encoding."),
        ("row.too_long", "该行过长", "The row is too long."),
        ("row.json", "该行不是 JSON 对象", "The line is no JSON object."),
        ("row.field_count", "字段数与表头不符", "The row has not as many fields as the header."),
        ("subject.missing", "该行未指明主体", "The row names nobody that it is about."),
        // Statements of BODS packages: ``BODSRefusal/Reason``.
        ("bods.statement", "不是 BODS 0.4 声明", "The statement is none of BODS 0.4."),
        (
            "bods.reference", "声明所指的记录不在文件内，或不是主体",
            "The statement names a record that the file does not have or that is no party."
        ),
        ("bods.no_interests", "关系声明未列出权益", "The relationship names no interest."),
        (
            "bods.interest_unmapped", "该类权益没有对应的主题",
            "No theme has room for this kind of interest."
        ),
        (
            "bods.indirect", "间接权益由其组成记录计算，不重复计入",
            "The interest is indirect and follows from its component records; it is not counted twice."
        ),
        (
            "bods.indirect_alone", "间接权益未说明经由何方，不作直接持股",
            "The interest is indirect and nothing says through whom; it is not taken for a direct one."
        ),
        (
            "bods.unspecified_party", "声明未指明利害关系方", "The statement does not name the interested party."
        ),
        ("bods.unspecified_entity", "主体未具名", "The entity has no name."),
    ]
}
