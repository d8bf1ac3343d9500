package avatarerrors

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// What is behind the documented fields.
type more struct {
	// The whole JSON, where a newer version wrote more than the fields.
	newer   string
	rawBody string
	hasRaw  bool
	// Numbers that are there though they are 0.
	zeros map[string]bool
	// In a function, where printers that look into private fields find nothing.
	native   func() error
	attempts int32
}

// Error says what happened and where. It has no secret.
func (e *Error) Error() string {
	if e == nil {
		return "<nil>"
	}
	return string(e.Code) + ": " + e.Message
}

// Error makes a code something that errors.Is finds; it is the code's spelling.
func (c Code) Error() string { return string(c) }

// Is holds for the error's own [Code].
func (e *Error) Is(target error) bool {
	code, ok := target.(Code)
	return ok && e != nil && code == e.Code
}

// Unwrap gives a stand-in for what a library raised: its text is redacted, and errors.Is and
// errors.As find through it whatever the library's error holds. Nil where there is none.
func (e *Error) Unwrap() error {
	if native := e.Native(); native != nil {
		return &held{e.native}
	}
	return nil
}

// Native is what a library raised, the very error, with whatever it holds, credentials too. Nothing
// prints it.
func (e *Error) Native() error {
	if e == nil || e.native == nil {
		return nil
	}
	return e.native()
}

type held struct{ native func() error }

func (h *held) Error() string { return Redacted(textOf(h.native())) }

func (h *held) Is(target error) (is bool) {
	defer quiet()
	return errors.Is(h.native(), target)
}

func (h *held) As(target any) (is bool) {
	defer quiet()
	return errors.As(h.native(), target)
}

func (h *held) Format(state fmt.State, verb rune) { formatted(state, verb, h.Error) }

// Timeout holds where the connection timed out, as of a [net.Error].
func (e *Error) Timeout() bool {
	return e != nil && strings.HasSuffix(e.Rule, "."+string(TransportTimeout))
}

// Temporary holds where it is worth another try: what [Error.Retryable] says, as of a [net.Error].
func (e *Error) Temporary() bool { return e != nil && e.Retryable }

// RetryAfter is how long the server asks to wait, and whether it does.
func (e *Error) RetryAfter() (time.Duration, bool) {
	const most = int64(1<<63-1) / int64(time.Millisecond)
	return time.Duration(min(e.RetryAfterMs, most)) * time.Millisecond, e.Has("retry_after_ms")
}

// Has tells whether a number is there, by its documented name.
func (e *Error) Has(name string) bool {
	switch name {
	case "http_status":
		return e.HTTPStatus != 0
	case "close_code":
		return e.CloseCode != 0 || e.zeros[name]
	case "retry_after_ms":
		return e.RetryAfterMs != 0 || e.zeros[name]
	}
	return false
}

// RawBody is the response body, redacted and cut at 2,048 bytes, and whether there is one; it is in
// no JSON and no log line.
func (e *Error) RawBody() (string, bool) { return e.rawBody, e.hasRaw }

// Attempts is how often [Retry] tried, 0 where it did not.
func (e *Error) Attempts() int { return int(atomic.LoadInt32(&e.attempts)) }

// MarshalJSON gives the canonical JSON. json.Marshal escapes <, > and & in it; the method itself,
// and a json.Encoder with SetEscapeHTML(false), give the same bytes as every other language.
func (e *Error) MarshalJSON() ([]byte, error) {
	if e == nil {
		return []byte("null"), nil
	}
	if e.newer != "" {
		return []byte(e.newer), nil
	}
	var json object
	e.write(&json)
	return json.end(), nil
}

// UnmarshalJSON reads what MarshalJSON writes, as [FromJSON] does.
func (e *Error) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil // As encoding/json has it.
	}
	read, err := FromJSON(data)
	if err != nil {
		return err
	}
	*e = *read
	return nil
}

// LogValue gives slog the fields to log.
func (e *Error) LogValue() slog.Value {
	if e == nil {
		return slog.StringValue(e.Error())
	}
	return slog.GroupValue(e.LogFields()...)
}

// Format prints Error() for %v and %s, Describe() for %+v, the JSON for %#v. No verb prints
// what a library raised.
func (e *Error) Format(state fmt.State, verb rune) {
	switch {
	case e != nil && verb == 'v' && state.Flag('#'):
		text, _ := e.MarshalJSON()
		_, _ = fmt.Fprintf(state, "avatarerrors.Error(%s)", text)
	case e != nil && verb == 'v' && state.Flag('+'):
		_, _ = io.WriteString(state, e.Describe())
	default:
		formatted(state, verb, e.Error)
	}
}

func formatted(state fmt.State, verb rune, text func() string) {
	if verb != 's' && verb != 'q' && verb != 'x' && verb != 'X' {
		_, _ = io.WriteString(state, text())
		return
	}
	_, _ = fmt.Fprintf(state, fmt.FormatString(state, verb), text())
}

func (e *Error) number(name, text string) int64 {
	text = maybe(text)
	number, _ := strconv.ParseInt(text, 10, 64)
	if number == 0 && text != "" {
		if e.zeros == nil {
			e.zeros = map[string]bool{}
		}
		e.zeros[name] = true
	}
	return number
}

func (e *Error) digits(name string, number int64) string {
	if number == 0 && !e.zeros[name] {
		return ""
	}
	return "=" + strconv.FormatInt(number, 10)
}

func maybe(text string) string { return strings.TrimPrefix(text, "=") }

func given(text string) string {
	if text == "" {
		return ""
	}
	return "=" + text
}

// An error of what the core answered.
func errorOf(text string) *Error {
	e := &Error{}
	next, rest := apart(text)
	e.read(next)
	e.newer = maybe(next())
	e.rawBody, e.hasRaw = rest()
	return e
}

// The texts one by one, each a part of the whole, and all that is left.
func apart(text string) (next func() string, rest func() (string, bool)) {
	if text == "" {
		return func() string { return "" }, func() (string, bool) { return "", false }
	}
	size := 1
	for size < len(text) && text[size]&0xc0 == 0x80 {
		size++
	}
	separator, left, more := text[:size], text[size:], true
	next = func() (first string) {
		if more {
			first, left, more = strings.Cut(left, separator)
		}
		return first
	}
	return next, func() (string, bool) { return left, more }
}

// As the core reads it again.
func (e *Error) text() []byte {
	texts := e.texts()
	text := joined(texts[:])
	if e.hasRaw {
		text = append(text, separatorOf(texts[:])...)
		text = append(text, e.rawBody...)
	}
	return text
}

type object struct{ bytes []byte }

func (o *object) raw(name, value string) {
	o.begin(name)
	o.bytes = append(o.bytes, value...)
}

func (o *object) text(name, value string) {
	o.begin(name)
	o.bytes = quoted(o.bytes, value)
}

func (o *object) begin(name string) {
	opening := byte(',')
	if len(o.bytes) == 0 {
		o.bytes = make([]byte, 0, 512)
		opening = '{'
	}
	o.bytes = append(o.bytes, opening)
	o.bytes = append(quoted(o.bytes, name), ':')
}

func (o *object) end() []byte {
	if len(o.bytes) == 0 {
		return []byte("{}")
	}
	return append(o.bytes, '}')
}

func quoted(to []byte, text string) []byte {
	to = append(to, '"')
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"' || c == '\\':
			to = append(to, '\\', c)
		case c < ' ': // Only where somebody has set a field.
			to = fmt.Appendf(to, "\\u%04x", c)
		default:
			to = append(to, c)
		}
	}
	return append(to, '"')
}

var (
	_ error            = (*Error)(nil)
	_ fmt.Formatter    = (*Error)(nil)
	_ slog.LogValuer   = (*Error)(nil)
	_ json.Marshaler   = (*Error)(nil)
	_ json.Unmarshaler = (*Error)(nil)
)
