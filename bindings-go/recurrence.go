package avatarerrors

import (
	"encoding/json"
	"errors"
	"time"

	"avatar-errors.example/avatarerrors/internal/core"
)

// RecurrenceMonitor says when an alerting failure recurs: once, then quiet for a cool-down, then when
// it has cleared. It counts what has [Error.Alert] by its fingerprint, in bounded memory.
type RecurrenceMonitor struct {
	handle *handle
	clock  func() int64
}

// RecurrenceOption is one value of a [RecurrenceMonitor].
type RecurrenceOption func(*settings)

// WithThreshold is how many make an alert, 1–100; default 5.
func WithThreshold(count int64) RecurrenceOption { return at(0, float64(count)) }

// WithWindowMs is the sliding window in which they count; default five minutes.
func WithWindowMs(ms int64) RecurrenceOption { return at(1, float64(ms)) }

// WithCoolDownMs is how long after an alert there is none of the same failure; default a quarter of an
// hour.
func WithCoolDownMs(ms int64) RecurrenceOption { return at(2, float64(ms)) }

// RecurrenceEvent is something to tell whoever watches.
type RecurrenceEvent struct {
	// fired: alert; cleared: not seen for a whole window.
	Event string `json:"event"`

	// Code, phase and detail of the failure.
	Fingerprint [3]string `json:"fingerprint"`

	// Of fired how often it was seen in the window, of cleared how often since it fired.
	Count int64 `json:"count"`

	// When, on the monitor's clock.
	AtMs int64 `json:"at_ms"`
}

var started = time.Now()

// Unix time that nobody can set back or forth.
func steadyMs() int64 { return started.UnixMilli() + time.Since(started).Milliseconds() }

// NewRecurrenceMonitor refuses a value that cannot be.
func NewRecurrenceMonitor(options ...RecurrenceOption) (*RecurrenceMonitor, error) {
	return NewRecurrenceMonitorAt(steadyMs, options...)
}

// NewRecurrenceMonitorAt is one with a clock of its own, in milliseconds.
func NewRecurrenceMonitorAt(clock func() int64, options ...RecurrenceOption) (*RecurrenceMonitor, error) {
	var s settings
	for _, option := range options {
		option(&s)
	}
	handle, err := newHandle(func(m *core.Module) int32 {
		return m.Xmonitor(s.given, s.values[0], s.values[1], s.values[2])
	})
	if err != nil {
		return nil, err
	}
	return &RecurrenceMonitor{handle, clock}, nil
}

// Record counts a failure, an [Error] or what holds one; it gives what there is to tell, of other
// failures too.
func (r *RecurrenceMonitor) Record(err error) []RecurrenceEvent {
	var known *Error
	if !errors.As(err, &known) || known == nil {
		return nil
	}
	now := float64(r.clock())
	return told(state.about(known, func(m *core.Module) int32 {
		return m.Xmonitor_record(r.handle.at(m), now)
	}))
}

// Check gives what there is to tell now. Call it every now and then: nothing else notices that a
// failure has stopped.
func (r *RecurrenceMonitor) Check() []RecurrenceEvent {
	now := float64(r.clock())
	text, _ := state.ask(func(m *core.Module) int32 { return m.Xmonitor_check(r.handle.at(m), now) })
	return told(text)
}

func told(text string) (events []RecurrenceEvent) {
	_ = json.Unmarshal([]byte(text), &events)
	return events
}
