//go:build !windows && !plan9 && !wasip1

package avatarerrors

import "syscall"

// What broke, by the number of a system call's error.
var transports = map[syscall.Errno]Transport{
	syscall.ECONNREFUSED:  TransportRefused,
	syscall.EHOSTUNREACH:  TransportUnreachable,
	syscall.ENETUNREACH:   TransportUnreachable,
	syscall.EHOSTDOWN:     TransportUnreachable,
	syscall.ENETDOWN:      TransportUnreachable,
	syscall.EADDRNOTAVAIL: TransportUnreachable,
	syscall.ECONNRESET:    TransportReset,
	syscall.ECONNABORTED:  TransportReset,
	syscall.EPIPE:         TransportReset,
	syscall.ENOTCONN:      TransportReset,
	syscall.ESHUTDOWN:     TransportReset,
	syscall.ETIMEDOUT:     TransportTimeout,
}

func transportOf(err error) (Transport, bool) {
	number, ok := err.(syscall.Errno)
	transport, known := transports[number]
	return transport, ok && known
}
