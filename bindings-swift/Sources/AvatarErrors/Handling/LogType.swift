#if canImport(os)
    import os

    extension Severity {
        /// The level of the unified log, which has none between `default` and `error`.
        public var logType: OSLogType { self == .warn ? .default : .error }
    }
#endif
