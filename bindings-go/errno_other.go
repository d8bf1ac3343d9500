//go:build plan9 || wasip1

package avatarerrors

func transportOf(error) (Transport, bool) { return "", false }
