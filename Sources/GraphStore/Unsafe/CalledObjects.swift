/// Objects of which a method is called for each cell of a delivery: reached
/// through an array, each call would retain and release its object.
@safe struct CalledObjects<Object: AnyObject & Sendable>: Sendable {
    private let objects: [Object]
    private let references: [Unmanaged<Object>]

    init(_ objects: [Object]) {
        self.objects = objects
        unsafe references = objects.map { unsafe Unmanaged.passUnretained($0) }
    }

    /// Calls `body` with an object.
    @inline(__always) func withObject<R>(_ index: Int, _ body: (Object) -> R) -> R {
        // `objects` keeps it alive.
        unsafe references[index]._withUnsafeGuaranteedRef { body($0) }
    }
}
