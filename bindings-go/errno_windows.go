package avatarerrors

import "syscall"

// What broke, by the number of an error of Windows' sockets.
var transports = map[syscall.Errno]Transport{
	10061: TransportRefused,
	10065: TransportUnreachable,
	10051: TransportUnreachable,
	10064: TransportUnreachable,
	10050: TransportUnreachable,
	10049: TransportUnreachable,
	10054: TransportReset,
	10053: TransportReset,
	10057: TransportReset,
	10058: TransportReset,
	10060: TransportTimeout,
}

func transportOf(err error) (Transport, bool) {
	number, ok := err.(syscall.Errno)
	transport, known := transports[number]
	return transport, ok && known
}
