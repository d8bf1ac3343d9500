package tests

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	avatarerrors "avatar-errors.example/avatarerrors"
)

// The classifier that an SDK would write for itself, in plain Go: the same facts, the same fields, the
// common cases of every rule. The peer of the benchmark, as in the other languages.

const names = `session[_-]?key|session_?token|x-session-key|x-api-key|api[_-]?key|api_secret_key|api_secret|` +
	`api_token|client_secret|secret|token|authorization|password|set-cookie|cookie`

var (
	named    = regexp.MustCompile(`(?i)((?:` + names + `)["']?\s*(?::=|=>|[:=]|%3A|%3D)\s*)("[^"]*"|'[^']*'|bearer\s+[^\s,;&"']+|[^\s,;&"'<>()\[\]{}|\\]+)`)
	bearer   = regexp.MustCompile(`(?i)\b(bearer\s+)[^\s,;&"'\[]+`)
	jwt      = regexp.MustCompile(`eyJ[\w-]*(?:\.[\w-]*)+`)
	userInfo = regexp.MustCompile(`//[^\s/?#"']*:[^\s/?#"']*@`)
	isHTML   = regexp.MustCompile(`(?i)^\s*(?:<!doctype html|<html)`)
	title    = regexp.MustCompile(`(?i)<title[^>]*>([^<]*)`)
	entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&")
	joints   = strings.NewReplacer("_", "", "-", "", " ", "")
)

var application = map[string]string{
	"4001": "creditsExhausted", "4002": "sessionDurationExceeded", "4003": "concurrencyLimit",
	"4010": "sessionTokenInvalid", "4503": "upstreamError",
}

var known = map[string]string{
	"sessiontokenexpired":     "sessionTokenExpired",
	"sessiontokeninvalid":     "sessionTokenInvalid",
	"appidunrecognized":       "appIDUnrecognized",
	"appidmismatch":           "appIDMismatch",
	"avatarnotfound":          "avatarNotFound",
	"billingrequired":         "billingRequired",
	"creditsexhausted":        "creditsExhausted",
	"sessiondurationexceeded": "sessionDurationExceeded",
	"unsupportedsamplerate":   "unsupportedSampleRate",
	"invalidegressconfig":     "invalidEgressConfig",
	"egressunavailable":       "egressUnavailable",
	"idletimeout":             "idleTimeout",
	"upstreamerror":           "upstreamError",
	"protocolerror":           "protocolError",
	"connectionfailed":        "connectionFailed",
	"connectionclosed":        "connectionClosed",
	"servererror":             "serverError",
	"invalidrequest":          "invalidRequest",
	"concurrencylimit":        "concurrencyLimit",
}

var phrases = [][2]string{
	{"credits exhausted", "creditsExhausted"},
	{"session time limit reached", "sessionDurationExceeded"},
	{"maximum session duration", "sessionDurationExceeded"},
	{"session denied", "billingRequired"},
	{"invalid session token", "sessionTokenInvalid"},
	{"empty token", "sessionTokenInvalid"},
	{"token is expired", "sessionTokenExpired"},
	{"session token expired", "sessionTokenExpired"},
	{"app id mismatch", "appIDMismatch"},
	{"appidunrecognized", "appIDUnrecognized"},
	{"app id unrecognized", "appIDUnrecognized"},
	{"avatar not found", "avatarNotFound"},
	{"unsupported sample rate", "unsupportedSampleRate"},
	{"livekit silence timeout", "idleTimeout"},
	{"no audio input for", "idleTimeout"},
	{"egress configuration is invalid", "invalidEgressConfig"},
	{"missing livekit credentials", "invalidEgressConfig"},
	{"provide api_token or both api_key and api_secret", "invalidEgressConfig"},
	{"egress client is not configured on server", "egressUnavailable"},
	{"failed to create egress connection", "egressUnavailable"},
	{"driven server returned non-200 status code", "upstreamError"},
	{"driven server request failed", "upstreamError"},
	{"livekit_egress", "invalidEgressConfig"},
	{"agora_egress", "invalidEgressConfig"},
	{"expected clientconfiguresession message", "protocolError"},
	{"clientconfiguresession message is nil", "protocolError"},
	{"unexpected message type", "protocolError"},
	{"failed to unmarshal initial message", "protocolError"},
	{"expected binary protobuf message", "protocolError"},
	{"invalid protobuf payload", "protocolError"},
}

var grpcNames = []string{
	"CANCELLED",
	"UNKNOWN",
	"INVALID_ARGUMENT",
	"DEADLINE_EXCEEDED",
	"NOT_FOUND",
	"ALREADY_EXISTS",
	"PERMISSION_DENIED",
	"RESOURCE_EXHAUSTED",
	"FAILED_PRECONDITION",
	"ABORTED",
	"OUT_OF_RANGE",
	"UNIMPLEMENTED",
	"INTERNAL",
	"UNAVAILABLE",
	"DATA_LOSS",
	"UNAUTHENTICATED",
}

var grpcCodes = map[string]string{
	"CANCELLED":           "upstreamError",
	"UNKNOWN":             "serverError",
	"INVALID_ARGUMENT":    "invalidRequest",
	"DEADLINE_EXCEEDED":   "upstreamError",
	"NOT_FOUND":           "invalidRequest",
	"ALREADY_EXISTS":      "invalidRequest",
	"PERMISSION_DENIED":   "sessionTokenInvalid",
	"RESOURCE_EXHAUSTED":  "concurrencyLimit",
	"FAILED_PRECONDITION": "invalidRequest",
	"ABORTED":             "upstreamError",
	"OUT_OF_RANGE":        "invalidRequest",
	"UNIMPLEMENTED":       "protocolError",
	"INTERNAL":            "upstreamError",
	"UNAVAILABLE":         "egressUnavailable",
	"DATA_LOSS":           "upstreamError",
	"UNAUTHENTICATED":     "invalidEgressConfig",
}

var recoveries = map[string]string{
	"sessionTokenExpired":     "renewToken",
	"sessionDurationExceeded": "renewToken",
	"connectionFailed":        "retry",
	"connectionClosed":        "retry",
	"idleTimeout":             "retry",
	"upstreamError":           "retry",
	"egressUnavailable":       "retry",
	"serverError":             "report",
	"protocolError":           "report",
	"unknown":                 "report",
}

type handwritten struct {
	Code, Phase, Message, ServerCode, ServerTitle, ServerDetail string
	ConnectionID, ReqID, CloseReason, Recovery, RawBody         string
	HTTPStatus, CloseCode                                       int
	Retryable, Alert, hasRetryAfter                             bool
	RetryAfterMs                                                int64
}

func (h *handwritten) Error() string { return h.Code + ": " + h.Message }

// What is read so far.
type found struct {
	status                                           int
	code, title, detail, connection, request, broken string
}

func classifyByHand(f avatarerrors.Failure) error {
	it := found{
		f.HTTPStatus, f.ServerCode, f.ServerTitle, f.ServerDetail, f.ConnectionID, f.ReqID,
		string(f.Protocol),
	}
	if f.Frame != nil {
		it.readFrame(f.Frame, f.Phase)
	}
	if len(f.Body) > 0 {
		it.readBody(string(f.Body))
	}
	e := &handwritten{
		Code: it.decide(f), Phase: string(f.Phase), HTTPStatus: it.status, ServerCode: clean(it.code, 64),
		ServerTitle: clean(it.title, 1024), ServerDetail: clean(it.detail, 1024),
		ConnectionID: clean(it.connection, 128), ReqID: clean(it.request, 128), CloseCode: f.CloseCode,
		CloseReason: clean(f.CloseReason, 123), RawBody: cut(redact(string(f.Body)), 2048),
	}
	e.RetryAfterMs, e.hasRetryAfter = readRetryAfter(f.Headers)
	e.Recovery = it.recover(e, f)
	e.Retryable = e.Recovery == "retry"
	e.Alert = slices.Contains([]string{"upstreamError", "serverError", "protocolError"}, e.Code)
	words := e.Code
	for _, text := range []string{e.ServerDetail, e.ServerTitle, e.CloseReason, clean(f.Message, 1024)} {
		if text != "" {
			words = text
			break
		}
	}
	place := e.Phase
	if it.status != 0 {
		place += ", HTTP " + strconv.Itoa(it.status)
	}
	if f.CloseCode != 0 {
		place += ", close " + strconv.Itoa(f.CloseCode)
	}
	if f.Transport != "" {
		place += ", " + string(f.Transport)
	}
	e.Message = fmt.Sprintf("%s (%s)", words, place)
	return e
}

func (it *found) decide(f avatarerrors.Failure) string {
	switch {
	case it.broken != "":
		return "protocolError"
	case f.InvalidArgument != "":
		return "invalidRequest"
	}
	for _, number := range []string{it.code, strconv.Itoa(f.CloseCode)} {
		if code := application[number]; code != "" {
			return code
		}
	}
	open := f.Phase != avatarerrors.PhaseSessionToken && f.Phase != avatarerrors.PhaseWebsocketConnect
	if code := known[joints.Replace(strings.ToLower(it.code))]; code != "" {
		return code
	}
	var texts []string
	for _, text := range []string{it.title, it.detail, f.CloseReason, it.code} {
		if text != "" {
			texts = append(texts, strings.ToLower(text))
		}
	}
	holds := func(phrase string) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, phrase) })
	}
	for _, row := range phrases {
		if holds(row[0]) {
			if row[1] == "billingRequired" && holds("credit") {
				return "creditsExhausted"
			}
			return row[1]
		}
	}
	if open && holds("unauthorized") {
		return "invalidEgressConfig"
	}
	number, err := strconv.Atoi(it.code)
	if it.code != "" {
		code := grpcCodes[strings.ToUpper(it.code)]
		if code == "" && open && err == nil && number >= 1 && number <= len(grpcNames) {
			code = grpcCodes[grpcNames[number-1]]
		}
		if code != "" && (open || it.status == 0 || strings.ToUpper(it.code) != "UNAUTHENTICATED") {
			return code
		}
	}
	status := it.status
	if status == 0 && open && number >= 400 && number < 600 {
		status = number
	}
	switch {
	case status >= 400:
		return byStatus(status, f.Phase, open)
	case f.CloseCode != 0:
		return byClose(f.CloseCode)
	case f.Transport != "" && open && f.Phase != avatarerrors.PhaseWebsocketHandshake:
		return "connectionClosed"
	case f.Transport != "":
		return "connectionFailed"
	case len(texts) > 0:
		return "serverError"
	}
	return "unknown"
}

func byStatus(status int, phase avatarerrors.Phase, open bool) string {
	token := phase == avatarerrors.PhaseSessionToken
	pick := func(first bool, yes, no string) string {
		if first {
			return yes
		}
		return no
	}
	switch {
	case status == 400:
		return pick(phase == avatarerrors.PhaseWebsocketConnect, "sessionTokenInvalid", "invalidRequest")
	case status == 401:
		return pick(token, "sessionTokenInvalid", "sessionTokenExpired")
	case status == 402:
		return "billingRequired"
	case status == 403:
		return pick(token, "appIDUnrecognized", "sessionTokenInvalid")
	case status == 404:
		return "appIDUnrecognized"
	case status == 408:
		return pick(open, "connectionClosed", "connectionFailed")
	case status == 429:
		return "concurrencyLimit"
	case status < 500:
		return "invalidRequest"
	}
	return pick(status == 502 || status == 504, "upstreamError", "serverError")
}

func byClose(code int) string {
	switch {
	case code == 1002 || code == 1003 || code == 1007 || code == 1010:
		return "protocolError"
	case code == 1009 || code >= 4000 && code < 4500:
		return "invalidRequest"
	case code == 1014:
		return "upstreamError"
	case code == 1015:
		return "connectionFailed"
	case code == 3000 || code == 3003:
		return "sessionTokenInvalid"
	case code >= 4500 && code < 5000:
		return "serverError"
	}
	return "connectionClosed"
}

func (it *found) recover(e *handwritten, f avatarerrors.Failure) string {
	switch {
	case e.Code == "sessionTokenExpired" && f.Phase == avatarerrors.PhaseSessionToken,
		e.Code == "connectionFailed" && f.Transport == avatarerrors.TransportTLS:
		return "surface"
	case e.Code == "connectionClosed" && (f.CloseCode == 1000 || f.CloseCode == 1008):
		return "report"
	case e.Code == "concurrencyLimit" && e.hasRetryAfter:
		return "retry"
	case e.Code == "serverError" &&
		(it.status == 500 || it.status == 503 || e.hasRetryAfter || f.CloseCode >= 4500):
		return "retry"
	}
	if recovery := recoveries[e.Code]; recovery != "" {
		return recovery
	}
	return "surface"
}

func or(text *string, other string) {
	if *text == "" {
		*text = other
	}
}

func (it *found) readBody(body string) {
	if isHTML.MatchString(body) {
		if match := title.FindStringSubmatch(body); match != nil {
			or(&it.title, entities.Replace(match[1]))
		}
		return
	}
	var parsed any
	if json.Unmarshal([]byte(body), &parsed) != nil {
		or(&it.detail, body)
		return
	}
	entry, isObject := parsed.(map[string]any)
	if !isObject {
		return
	}
	if errors, given := entry["errors"].([]any); given && len(errors) > 0 {
		entry, _ = errors[0].(map[string]any)
	} else if inner, given := entry["error"].(map[string]any); given {
		entry = inner
	}
	text := func(keys ...string) string {
		for _, key := range keys {
			switch value := entry[key].(type) {
			case string:
				return value
			case float64:
				return strconv.FormatFloat(value, 'f', -1, 64)
			}
		}
		return ""
	}
	or(&it.code, text("code", "error", "id"))
	or(&it.title, text("title"))
	or(&it.detail, text("detail", "message"))
	if it.status == 0 || it.status >= 200 && it.status < 300 {
		if status, err := strconv.Atoi(text("status")); err == nil && status >= 100 && status < 600 {
			it.status = status
		}
	}
}

func readRetryAfter(headers http.Header) (int64, bool) {
	header := headers.Get("Retry-After")
	if seconds, err := strconv.ParseUint(header, 10, 32); err == nil {
		return int64(seconds) * 1000, true
	}
	date, err := http.ParseTime(header)
	return max(0, time.Until(date).Milliseconds()), err == nil
}

var errFrame = errors.New("undecodable")

func (it *found) readFrame(frame []byte, phase avatarerrors.Phase) {
	numbers, texts, err := members(frame)
	switch {
	case err != nil:
		or(&it.broken, "undecodable")
	case numbers[1] == 4:
		payload, given := texts[5]
		if !given {
			or(&it.broken, "missing_payload")
			return
		}
		if numbers, texts, err = members(payload); err != nil {
			or(&it.broken, "undecodable")
			return
		}
		if id := string(texts[1]); id != "" {
			it.connection = id
		}
		if id := string(texts[2]); id != "" {
			it.request = id
		}
		or(&it.code, strconv.Itoa(int(int32(numbers[3]))))
		or(&it.detail, string(texts[4]))
	case phase == avatarerrors.PhaseWebsocketHandshake && numbers[1] != 2:
		or(&it.broken, "unexpected_message")
	}
}

func members(bytes []byte) (numbers map[uint64]uint64, texts map[uint64][]byte, err error) {
	numbers, texts = map[uint64]uint64{}, map[uint64][]byte{}
	varint := func() uint64 {
		value, size := binary.Uvarint(bytes)
		if size <= 0 {
			err = errFrame
			return 0
		}
		bytes = bytes[size:]
		return value
	}
	skip := func(size uint64) []byte {
		if size > uint64(len(bytes)) {
			err = errFrame
			return nil
		}
		part := bytes[:size]
		bytes = bytes[size:]
		return part
	}
	for len(bytes) > 0 && err == nil {
		tag := varint()
		switch tag & 7 {
		case 0:
			numbers[tag>>3] = varint()
		case 1:
			skip(8)
		case 2:
			texts[tag>>3] = skip(varint())
		case 5:
			skip(4)
		default:
			err = errFrame
		}
	}
	return numbers, texts, err
}

func clean(text string, most int) string {
	if text == "" {
		return ""
	}
	line := strings.Join(strings.FieldsFunc(redact(text), func(c rune) bool {
		return unicode.IsControl(c) || unicode.IsSpace(c) || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069
	}), " ")
	if len(line) > most {
		return cut(line, most-1) + "…"
	}
	return line
}

func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "")
}

func redact(text string) string {
	text = named.ReplaceAllString(text, "${1}[redacted]")
	text = bearer.ReplaceAllString(text, "${1}[redacted]")
	text = jwt.ReplaceAllString(text, "[redacted]")
	return userInfo.ReplaceAllString(text, "//[redacted]@")
}
