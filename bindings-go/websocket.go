package avatarerrors

import (
	"fmt"
	"reflect"
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
	case onlyText(err):
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

// What gorilla finds wrong with a frame has no type of its own: the text is all there is.
var violations = []string{
	"bad ", "RSV", "FIN ", "MASK ", "len ", "control frame length", "invalid ", "data before FIN",
	"continuation after FIN", "discarding reader close error", "read limit exceeded",
}

func readText(text string, link *Observation) bool {
	text, ours := strings.CutPrefix(text, "websocket: ")
	switch {
	case !ours:
		return false
	case text == "close sent": // By the caller.
		link.NoFailure = true
		return true
	case text == "bad handshake": // The response tells why.
		link.Said.Transport = TransportOther
		return true
	}
	for _, violation := range violations {
		if strings.HasPrefix(text, violation) {
			link.Said.Protocol = ViolationOther
			return true
		}
	}
	return false
}
