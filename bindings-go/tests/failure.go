// Package tests is a project of a user's that has the module from a proxy.
package tests

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"unicode"

	avatarerrors "avatar-errors.example/avatarerrors"
)

// ToFailure makes of a failure in its JSON form the one that a Go program has; false where Go's types
// have no such value.
func ToFailure(line []byte) (avatarerrors.Failure, bool) {
	var values map[string]any
	if json.Unmarshal(line, &values) != nil {
		return avatarerrors.Failure{}, false
	}
	failure, ok := facts(values)
	if listed, given := values["evidence"].([]any); given {
		for _, each := range listed {
			link, isObject := each.(map[string]any)
			if !isObject {
				return failure, false
			}
			said, fits := facts(link)
			depth, deep := link["depth"].(float64)
			kind, linked := link["link"].(string)
			ok = ok && fits && deep && linked && depth == math.Trunc(depth) && depth >= 0 && depth < 65536
			noFailure, _ := link["no_failure"].(bool)
			classified, _ := link["classified"].(bool)
			failure.Evidence = append(failure.Evidence, avatarerrors.Observation{
				Link: avatarerrors.Link(kind), Depth: int(depth), Said: said,
				NoFailure: noFailure, Classified: classified,
			})
		}
	} else if values["evidence"] != nil {
		return failure, false
	}
	return failure, ok
}

func facts(values map[string]any) (f avatarerrors.Failure, ok bool) {
	ok = true
	text := func(key string) string {
		text, _ := values[key].(string)
		return text
	}
	integer := func(key string) int64 {
		number, given := values[key].(float64)
		if given && number == 0 {
			ok = false // 0 is not given.
		}
		if !given || number != math.Trunc(number) || math.Abs(number) > 1<<53 {
			return 0
		}
		return int64(number)
	}
	f.Phase = avatarerrors.Phase(text("phase"))
	f.HTTPStatus = int(integer("http_status"))
	f.CloseCode = int(integer("close_code"))
	f.NowMs = integer("now_ms")
	f.ServerCode = text("server_code")
	if number, given := values["server_code"].(float64); given {
		ok = ok && number == math.Trunc(number) && math.Abs(number) < 1<<53
		if number == 0 {
			number = 0 // No -0.
		}
		f.ServerCode = strconv.FormatFloat(number, 'f', -1, 64)
	}
	f.ServerTitle, f.ServerDetail = text("server_title"), text("server_detail")
	f.CloseReason, f.InvalidArgument = text("close_reason"), text("invalid_argument")
	f.Transport = avatarerrors.Transport(text("transport"))
	f.Protocol = avatarerrors.Violation(text("protocol"))
	f.Message, f.Prefix, f.Fallback = text("message"), text("prefix"), text("fallback")
	f.ConnectionID, f.ReqID = text("connection_id"), text("req_id")
	if headers, given := values["headers"].(map[string]any); given {
		f.Headers = map[string][]string{}
		names := map[string]bool{}
		for name, value := range headers {
			ok = ok && !names[strings.ToLower(name)]
			names[strings.ToLower(name)] = true
			switch value := value.(type) {
			case string:
				f.Headers[name] = []string{value}
			case []any:
				for _, each := range value {
					if text, is := each.(string); is {
						f.Headers[name] = append(f.Headers[name], text)
					}
				}
			}
		}
	}
	if body := text("body"); !blank(body) {
		f.Body = []byte(body)
	} else if encoded, given := values["body_base64"].(string); given {
		f.Body = decoded(encoded)
	}
	if frame, given := values["frame_base64"].(string); given && (frame == "" || !blank(frame)) {
		f.Frame = decoded(frame)
		if f.Frame == nil && blank(string(f.Protocol)) {
			f.Protocol = avatarerrors.ViolationUndecodable
		}
	}
	return f, ok
}

func blank(text string) bool {
	return strings.IndexFunc(text, func(c rune) bool {
		return !unicode.In(c, unicode.White_Space, unicode.Cc, unicode.Cf)
	}) < 0
}

func decoded(text string) []byte {
	bytes, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || base64.StdEncoding.EncodeToString(bytes) != text {
		return nil
	}
	if bytes == nil {
		bytes = []byte{}
	}
	return bytes
}
