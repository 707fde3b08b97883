import Glibc

/// One direction of glibc's character set conversion.
///
/// Keeps an incomplete character for the caller to give again, so that input
/// may be cut anywhere.
@safe final class Iconv {
    /// Why a conversion stopped.
    enum Stop {
        /// All input was converted.
        case finished
        /// The output is full.
        case outputFull
        /// The input ends within a character.
        case incomplete
        /// The next input byte begins no character of the set.
        case invalid
    }

    private let handle: iconv_t

    /// - Precondition: glibc knows both names (its own GB18030, UTF-8 and
    ///   UTF-16 are always there).
    init(from source: String, to target: String) {
        guard let opened = unsafe iconv_open(target, source), Int(bitPattern: opened) != -1 else {
            preconditionFailure("iconv knows no \(source) to \(target)")
        }
        unsafe handle = opened
    }

    deinit { unsafe iconv_close(handle) }

    /// Converts `input[inputRange]` into `output` from index `start` on.
    ///
    /// - Returns: How many bytes were taken and given, and why it stopped.
    func convert(
        _ input: inout [UInt8], _ inputRange: Range<Int>, into output: inout [UInt8], from start: Int
    ) -> (taken: Int, given: Int, stop: Stop) {
        precondition(inputRange.lowerBound >= 0 && inputRange.upperBound <= input.count, "input \(inputRange)")
        precondition(start >= 0 && start <= output.count, "output at \(start) of \(output.count)")
        if inputRange.isEmpty { return (0, 0, .finished) }
        var inputLeft = inputRange.count
        var outputLeft = output.count - start
        let failed = unsafe input.withUnsafeMutableBytes { source in
            unsafe output.withUnsafeMutableBytes { target in
                guard let sourceBase = source.baseAddress, let targetBase = target.baseAddress else { return true }
                var next: UnsafeMutablePointer<CChar>? =
                    unsafe (sourceBase + inputRange.lowerBound).assumingMemoryBound(to: CChar.self)
                var place: UnsafeMutablePointer<CChar>? =
                    unsafe (targetBase + start).assumingMemoryBound(to: CChar.self)
                return unsafe iconv(handle, &next, &inputLeft, &place, &outputLeft) == -1
            }
        }
        let reason = errno
        let stop: Stop =
            if !failed {
                .finished
            } else {
                switch reason {
                case E2BIG: .outputFull
                case EINVAL: .incomplete
                default: .invalid
                }
            }
        return (inputRange.count - inputLeft, output.count - start - outputLeft, stop)
    }
}
