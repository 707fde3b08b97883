internal import Foundation

/// `base` to `exponent`. Apart, so that files with a hot loop need not import
/// Foundation.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// e to `exponent`.
func exponential(_ exponent: Double) -> Double { exp(exponent) }
