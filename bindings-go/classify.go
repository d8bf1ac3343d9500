// Package avatarerrors classifies the failures of a realtime-avatar service: stable codes, and what to
// do. The core that decides is the same in every language; here it is WebAssembly translated to Go.
package avatarerrors

import (
	"errors"
	"time"

	"avatar-errors.example/avatarerrors/internal/core"
)

// Classify says what a failure means. It never fails and never panics.
func Classify(failure Failure) *Error {
	return judged(&failure, (*core.Module).Xclassify)
}

// Given is an error of a code that the caller has decided on; the facts say the rest. An empty message
// is the core's own. [Error.Reclassified] tells what the facts alone say.
func Given(code Code, message string, failure Failure) *Error {
	return judged(&failure, (*core.Module).Xgiven, []byte(code), []byte(message), failure.Body)
}

// What the core says of the facts, which come after other parts.
func judged(failure *Failure, ask func(*core.Module, int32, float64) int32, before ...[]byte) *Error {
	facts := factsOf(failure)
	count, now := int32(len(facts.texts)), nowMs()
	text, ok := instances.answer(func(core *core.Module) int32 {
		return ask(core, count, now)
	}, append(before, facts.all()...)...)
	if !ok {
		return leastOf(failure.Phase)
	}
	return errorOf(text)
}

// ClassifyJSON says what a failure in its JSON form means, a line of the command line.
func ClassifyJSON(failure []byte) (*Error, error) {
	now := nowMs()
	return readBy(func(core *core.Module) int32 { return core.Xclassify_json(now) }, failure)
}

// FromJSON reads an error back from its canonical JSON; what classification could not have made is
// refused.
func FromJSON(json []byte) (*Error, error) {
	return readBy((*core.Module).Xfrom_json, json)
}

// Redacted is a text without secrets.
func Redacted(text string) string {
	answer, _ := instances.answer((*core.Module).Xredacted, []byte(text))
	return answer
}

func readBy(question question, json []byte) (*Error, error) {
	text, status := instances.ask(question, json)
	switch {
	case status == trapped:
		return leastOf(PhaseUnknown), nil
	case status < 0:
		return nil, errors.New("avatarerrors: " + text)
	}
	return errorOf(text), nil
}

// What is said after a trap, when only the phase is known.
func leastOf(phase Phase) *Error {
	text, ok := instances.answer((*core.Module).Xclassify_phase, joined([]string{"phase", string(phase)}))
	if !ok {
		return &Error{Code: Unknown, Phase: phase, Message: string(Unknown), Recovery: RecoveryReport}
	}
	return errorOf(text)
}

func nowMs() float64 { return float64(time.Now().UnixMilli()) }
