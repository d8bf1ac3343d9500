package avatarerrors

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
)

// Each reads one link and says whether it knows it; the first that does wins.
var adapters = []func(error, *Observation) bool{
	readContext, readWebSocket, readStatus, readNet, readTLS, readHTTP, readTimeout,
}

// What the program has done itself: cancelled, or closed what it reads from.
var own = []error{context.Canceled, net.ErrClosed}

func readContext(err error, link *Observation) bool {
	if slices.ContainsFunc(own, func(own error) bool { return itself(err, own) }) {
		link.NoFailure = true
		return true
	}
	if err == context.DeadlineExceeded {
		link.Said.Transport = TransportTimeout
		return true
	}
	// Of net and net/http, what only tells what was cancelled.
	return isWrapper(err) && slices.ContainsFunc(walked(nil, err, LinkCause, 0), func(link observed) bool {
		return slices.ContainsFunc(own, func(own error) bool { return itself(link.err, own) })
	})
}

// Whether an error is another, or says so of itself, as a cancelled dial does.
func itself(err, other error) bool {
	if same, ok := err.(interface{ Is(error) bool }); ok && same.Is(other) {
		return true
	}
	return err == other
}

func isWrapper(err error) bool {
	switch err.(type) {
	case *url.Error, *net.OpError, *net.DNSError:
		return true
	}
	return false
}

func readNet(err error, link *Observation) bool {
	switch err := err.(type) {
	case *net.DNSError, *net.AddrError, net.UnknownNetworkError:
		link.Said.Transport = TransportDNS
	case *url.Error:
		if err.Op == "parse" {
			link.Said.InvalidArgument = "url"
		} else {
			link.Said.Transport = TransportOther
		}
	case *net.OpError, *net.ParseError:
		link.Said.Transport = TransportOther
	default:
		transport, known := transportOf(err)
		link.Said.Transport = transport
		return known
	}
	return true
}

func readTLS(err error, link *Observation) bool {
	_, refused := err.(*tls.CertificateVerificationError)
	folder, _ := typeOf(err)
	// Some of its errors, and what net/http says of a server without TLS, are nothing but a text.
	if refused || folder == "crypto/tls" || folder == "crypto/x509" || onlyText(err) &&
		(strings.HasPrefix(err.Error(), "tls: ") || strings.HasPrefix(err.Error(), "x509: ") ||
			err.Error() == "http: server gave HTTP response to HTTPS client") {
		link.Said.Transport = TransportTLS
		return true
	}
	return false
}

func readHTTP(err error, link *Observation) bool {
	if err == io.EOF || err == io.ErrUnexpectedEOF || err == http.ErrBodyReadAfterClose {
		link.Said.Transport = TransportOther
		return true
	}
	folder, _ := typeOf(err)
	if folder == "net/http" && !isTimeout(err) {
		link.Said.Transport = TransportOther
		return true
	}
	return false
}

func readTimeout(err error, link *Observation) bool {
	if isTimeout(err) {
		link.Said.Transport = TransportTimeout
		return true
	}
	return false
}

func isTimeout(err error) bool {
	timeout, ok := err.(interface{ Timeout() bool })
	return ok && timeout.Timeout()
}

// The package and the name of an error's type, whoever vendored it.
func typeOf(err error) (folder, name string) {
	kind := reflect.TypeOf(err)
	if kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	folder = kind.PkgPath()
	if at := strings.LastIndex(folder, "/vendor/"); at >= 0 {
		folder = folder[at+len("/vendor/"):]
	}
	return folder, kind.Name()
}

// Whether an error is nothing but a text, as errors.New makes it.
func onlyText(err error) bool {
	return reflect.TypeOf(err) == reflect.TypeOf(errors.New("")) ||
		reflect.TypeOf(err) == plainFormatted
}
