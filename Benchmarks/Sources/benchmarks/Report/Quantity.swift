import Foundation

/// Numbers with their units, three digits each.
enum Quantity {
    /// A time in the unit that suits it: `0.52 µs`, `4.91 s`.
    static func time(_ seconds: Double) -> String {
        switch seconds {
        case ..<1e-3: digits(seconds * 1e6) + " µs"
        case ..<1: digits(seconds * 1e3) + " ms"
        default: digits(seconds) + " s"
        }
    }

    /// Bytes in the unit that suits them, by powers of 1,000.
    static func bytes(_ count: Double) -> String {
        switch count {
        case ..<1e3: digits(count) + " B"
        case ..<1e6: digits(count / 1e3) + " KB"
        case ..<1e9: digits(count / 1e6) + " MB"
        default: digits(count / 1e9) + " GB"
        }
    }

    /// A count with its thousands separated.
    static func count(_ number: Int) -> String {
        var text = String(number.magnitude)
        var place = text.index(text.endIndex, offsetBy: -3, limitedBy: text.startIndex) ?? text.startIndex
        while place > text.startIndex {
            text.insert(",", at: place)
            place = text.index(place, offsetBy: -3, limitedBy: text.startIndex) ?? text.startIndex
        }
        return number < 0 ? "-" + text : text
    }

    /// How many times as much: `2.4 ×`; empty when there is nothing to divide by.
    static func ratio(_ ours: Double, to beside: Double?) -> String {
        guard let beside, beside > 0 else { return "" }
        return digits(ours / beside) + " ×"
    }

    /// A share with four decimals: `0.9987`.
    static func share(_ value: Double) -> String { String(format: "%.4f", value) }

    /// Three significant digits, all of those before the point; below a tenth
    /// fewer.
    static func digits(_ value: Double) -> String {
        String(format: value < 0.0995 ? "%.3f" : value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value)
    }
}
