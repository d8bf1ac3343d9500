package avatarerrors

import (
	"fmt"
	"reflect"
)

// The status of gRPC, of whatever has the method GRPCStatus: its name decides, so that it counts in
// every phase.
func readStatus(err error, link *Observation) bool {
	method := reflect.ValueOf(err).MethodByName("GRPCStatus")
	if !method.IsValid() || method.Type().NumIn() != 0 || method.Type().NumOut() != 1 {
		return false
	}
	status, ok := method.Call(nil)[0].Interface().(interface{ Message() string })
	if !ok {
		return false
	}
	code := reflect.ValueOf(status).MethodByName("Code")
	if !code.IsValid() || code.Type().NumIn() != 0 || code.Type().NumOut() != 1 {
		return false
	}
	name := fmt.Sprint(code.Call(nil)[0].Interface())
	// What a cancelled context makes of a call has no cause: the text is all there is.
	if name == "Canceled" && status.Message() == "context canceled" {
		link.NoFailure = true
		return true
	}
	link.Said.ServerCode, link.Said.ServerDetail = name, status.Message()
	return true
}
