/// A name or a sentence in Chinese and English.
public struct Title: Sendable, Equatable, Codable {
    /// Chinese.
    public var zh: String
    /// English.
    public var en: String

    /// Both.
    public init(zh: String, en: String) { (self.zh, self.en) = (zh, en) }
}
