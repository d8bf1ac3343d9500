package avatarerrors

import (
	"log/slog"
	"strconv"

	"avatar-errors.example/avatarerrors/internal/core"
)

// What the core says of an error besides its fields.
type answers struct {
	line                                       string
	fingerprint                                [3]string
	severity                                   Severity
	userMessage, operatorHint, documentationAt string
}

func (e *Error) said() answers {
	next, _ := apart(e.asked((*core.Module).Xsaid))
	return answers{
		next(), [3]string{next(), next(), next()}, Severity(next()), next(), next(), next(),
	}
}

// Where an instance traps, what is said of an error of which only the phase is known.
func (e *Error) asked(question question) string {
	answer, ok := instances.answer(question, e.text(), []byte(DocPage))
	if !ok {
		answer, _ = instances.answer(question, leastOf(e.Phase).text(), []byte(DocPage))
	}
	return answer
}

// DocPage is where the codes are documented; the project's own page where it is empty. Set it before
// the first error is made.
var DocPage = ""

// Describe is one line for an operator: code, message, what to do and the correlation IDs.
func (e *Error) Describe() string { return e.said().line }

// Fingerprint groups what is the same failure: code, phase and a detail without IDs or free text.
func (e *Error) Fingerprint() [3]string { return e.said().fingerprint }

// Severity is how loud to log it: [SeverityWarn] where the flow goes on by itself.
func (e *Error) Severity() Severity { return e.said().severity }

// UserMessage is what to tell an end user: plain words, nothing of what is behind.
func (e *Error) UserMessage() string { return e.said().userMessage }

// OperatorHint is what an operator should check.
func (e *Error) OperatorHint() string { return e.said().operatorHint }

// DocURL is where the code is documented.
func (e *Error) DocURL() string { return e.said().documentationAt }

// Level is its severity as slog has it.
func (e *Error) Level() slog.Level {
	if e.Severity() == SeverityWarn {
		return slog.LevelWarn
	}
	return slog.LevelError
}

// LogFields is what to log: the documented names, then OpenTelemetry's. No secret, no raw body, and no
// message, which loggers keep for themselves.
func (e *Error) LogFields() []slog.Attr {
	attributes := make([]slog.Attr, 0, len(logKeys))
	next, _ := apart(e.asked((*core.Module).Xlog_fields))
	for _, key := range logKeys {
		if value, ok := key.read(next()); ok {
			attributes = append(attributes, slog.Attr{Key: key.name, Value: key.value(value)})
		}
	}
	return attributes
}

// LogJSON is [Error.LogFields] as one line of JSON, the same bytes in every language.
func (e *Error) LogJSON() []byte {
	return written(logKeys[:], e.asked((*core.Module).Xlog_fields))
}

// WithIDs is the error with IDs that became known later; an empty one changes nothing.
func (e *Error) WithIDs(connectionID, reqID string) *Error {
	id := func(text string) []byte {
		if text == "" {
			return nil
		}
		return []byte(text)
	}
	text, ok := instances.answer((*core.Module).Xwith_ids, e.text(), id(connectionID), id(reqID))
	if !ok {
		return e
	}
	return e.again(text)
}

// Reclassified is, where the code was given, the error of the facts that it holds.
func (e *Error) Reclassified() *Error {
	text, ok := instances.answer((*core.Module).Xreclassified, e.text())
	if !ok {
		return e
	}
	return e.again(text)
}

// Another with what is no part of its text.
func (e *Error) again(text string) *Error {
	other := errorOf(text)
	other.native, other.attempts = e.native, int32(e.Attempts())
	return other
}

type kind int

const (
	isText kind = iota
	isNumber
	isFlag
)

// A member that the core writes as a text.
type key struct {
	name     string
	kind     kind
	optional bool
}

func (k key) read(text string) (string, bool) {
	if k.optional {
		return maybe(text), text != ""
	}
	return text, true
}

func (k key) value(text string) slog.Value {
	switch k.kind {
	case isNumber:
		number, _ := strconv.ParseInt(text, 10, 64)
		return slog.Int64Value(number)
	case isFlag:
		return slog.BoolValue(text == "true")
	}
	return slog.StringValue(text)
}

func written(keys []key, text string) []byte {
	var json object
	next, _ := apart(text)
	for _, key := range keys {
		switch value, ok := key.read(next()); {
		case !ok:
		case key.kind == isText:
			json.text(key.name, value)
		default:
			json.raw(key.name, value)
		}
	}
	return json.end()
}
