package avatarerrors

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

var plainFormatted = reflect.TypeOf(fmt.Errorf("%d", 0))

// gorilla/websocket and coder/websocket, by the names of their types: a program that does not use them
// does not get them.
func readWebSocket(err error, link *Observation) bool {
	folder, name := typeOf(err)
	switch {
	case name == "CloseError" && folder == "github.com/gorilla/websocket":
		return readClose(err, "Code", "Text", link)
	case name == "CloseError" && (folder == "github.com/coder/websocket" || folder == "nhooyr.io/websocket"):
		return readClose(err, "Code", "Reason", link)
	case onlyText(err), folder == "fmt":
		return readText(err.Error(), link)
	}
	return false
}

func readClose(err error, code, reason string, link *Observation) bool {
	value := reflect.Indirect(reflect.ValueOf(err))
	link.Said.CloseCode = int(value.FieldByName(code).Int())
	link.Said.CloseReason = value.FieldByName(reason).String()
	return true
}

// What the two find wrong with a frame or a handshake has no type of its own: the text is all there is.
var gorillas = []string{
	"RSV", "len > 125", "FIN not set", "data before FIN", "continuation after FIN", "bad opcode ", "bad MASK",
	"bad close code ", "invalid utf8 payload", "invalid compression negotiation", "read limit exceeded",
	"internal error, unexpected ",
}

var coders = []string{
	"WebSocket protocol violation: ", "WebSocket protcol violation: ",
	"received header with unexpected rsv bits", "received unknown opcode ",
	"received control frame payload with invalid length", "received fragmented control frame",
	"received invalid close payload", "received continuation frame without",
	"received new data message without finishing", "read limited at ",
}

func readText(text string, link *Observation) bool {
	rest, gorilla := strings.CutPrefix(text, "websocket: ")
	begins := func(prefix string) bool { return strings.HasPrefix(rest, prefix) }
	switch {
	case gorilla && rest == "close sent": // By the caller.
		link.NoFailure = true
	case gorilla && rest == "bad handshake": // The response tells why.
		link.Said.Transport = TransportOther
	case gorilla && slices.ContainsFunc(gorillas, begins), slices.ContainsFunc(coders, begins):
		link.Said.Protocol = ViolationOther
	case text == "malformed ws or wss URL", strings.HasPrefix(text, "unexpected url scheme: "):
		link.Said.InvalidArgument = "url"
	default:
		return false
	}
	return true
}
