import Foundation

/// How Chinese characters are read, in letters without tones.
enum PinyinReadings {
    /// The readings of each character, most usual first; empty for a
    /// character without one.
    ///
    /// ICU's `Han-Latin` gives one reading; ``furtherReadings`` adds those
    /// that matter in the names of companies, places and people. `lü` is
    /// found as `lu` and as `lv`.
    ///
    /// - Complexity: about 20 µs a character; ask once for all of them.
    static func readings(of scalars: [UInt32]) -> [[String]] {
        var joined = String.UnicodeScalarView()
        for value in scalars {
            // A line break cannot be read, so it keeps characters apart.
            joined.append(Unicode.Scalar(value) ?? "\u{FFFD}")
            joined.append("\n")
        }
        let transform = StringTransform("Han-Latin; Latin-ASCII; Lower")
        guard let text = String(joined).applyingTransform(transform, reverse: false) else {
            return scalars.map { furtherReadings[$0] ?? [] }
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == scalars.count + 1 else { return scalars.map { furtherReadings[$0] ?? [] } }
        return zip(scalars, lines).map { value, line in
            var readings: [String] = []
            if isSyllable(line) { readings.append(String(line)) }
            for further in furtherReadings[value] ?? [] where !readings.contains(further) {
                readings.append(further)
            }
            return readings
        }
    }

    private static func isSyllable(_ text: Substring) -> Bool {
        (1...syllableLengthMax).contains(text.utf8.count) && text.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    }

    /// `zhuang`, `chuang` and `shuang` are the longest.
    static let syllableLengthMax = 6

    /// Characters that are read in several ways in names: readings → the
    /// characters that have them, whichever of them ICU prefers. From the
    /// heteronyms of the Xinhua dictionary, kept to those that occur in trade
    /// names (重庆, 长城, 银行, 音乐, 大厦 …) and surnames (单, 解, 曾, 查 …).
    private static let heteronyms: [(readings: [String], characters: String)] = [
        (["zhong", "chong"], "重种"), (["chang", "zhang"], "长"), (["hang", "xing"], "行"),
        (["le", "yue"], "乐"), (["sha", "xia"], "厦"), (["du", "dou"], "都"), (["dan", "shan"], "单"),
        (["jie", "xie"], "解"), (["zeng", "ceng"], "曾"), (["zha", "cha"], "查"), (["sheng", "cheng"], "盛乘"),
        (["chao", "zhao"], "朝"), (["zang", "cang"], "藏"), (["shi", "dan"], "石"), (["chou", "qiu"], "仇"),
        (["ou", "qu"], "区"), (["yu", "wei"], "尉"), (["shen", "chen"], "沈"), (["qin", "tan"], "覃"),
        (["piao", "pu", "po"], "朴"), (["bai", "bo"], "柏"), (["hui", "kuai"], "会"), (["tiao", "diao"], "调"),
        (["qian", "yan"], "铅"), (["bang", "beng"], "蚌"), (["liu", "lu"], "六"), (["bo", "po"], "泊"),
        (["chuan", "zhuan"], "传"), (["bu", "bo"], "卜"), (["ye", "xie"], "叶"), (["na", "nuo"], "娜"),
        (["gai", "ge"], "盖"), (["jia", "gu"], "贾"), (["guan", "lun"], "纶"), (["gui", "jun", "qiu"], "龟"),
        (["bao", "pu"], "堡"), (["tai", "yi"], "台"), (["xin", "shen"], "莘"), (["wan", "guan"], "莞"),
        (["geng", "jing"], "更"), (["bei", "pi", "po"], "陂"), (["fan", "pan"], "番"), (["yun", "jun"], "筠"),
        (["lu", "lou"], "露"), (["zi", "zai"], "仔"), (["jiang", "xiang"], "降"), (["dan", "tan"], "弹"),
        (["zhai", "di"], "翟"), (["zhan", "nian"], "粘"), (["xiu", "su"], "宿"), (["mi", "bi"], "泌"),
        (["che", "ju"], "车"), (["wei", "kui"], "隗"),
        // ICU's ü becomes u; keyboards type v.
        (["lv", "lu"], "绿吕旅律虑滤铝屡缕履驴侣闾榈氯"), (["nv", "nu"], "女钕"), (["lve", "lue"], "略掠"),
        (["nve", "nue"], "虐疟"),
    ]

    private static let furtherReadings: [UInt32: [String]] = {
        var readings: [UInt32: [String]] = [:]
        for (list, characters) in heteronyms {
            for scalar in characters.unicodeScalars {
                for reading in list where !(readings[scalar.value] ?? []).contains(reading) {
                    readings[scalar.value, default: []].append(reading)
                }
            }
        }
        return readings
    }()
}
