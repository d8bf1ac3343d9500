package avatarerrors

import (
	"errors"
	"math"
	"runtime"
	"sync"

	"avatar-errors.example/avatarerrors/internal/core"
)

// What has state lives in one instance of its own: a budget is shared by the tries of many goroutines.
var state objects

type objects struct {
	mutex    sync.Mutex
	instance *instance
	age      int // Counts the instances: an object of an older one is made anew.
}

// An object of the core; where its instance is gone, it is made anew from its settings.
type handle struct {
	make   func(*core.Module) int32
	number int32
	age    int
}

// Refused with the core's reason where a setting is none that it can have.
func newHandle(make func(*core.Module) int32) (*handle, error) {
	h := &handle{make: make}
	if reason, status := state.ask(func(m *core.Module) int32 {
		if number := h.at(m); number < 0 {
			return number
		}
		return none
	}); status < none && status != trapped {
		return nil, errors.New("avatarerrors: " + reason)
	}
	runtime.SetFinalizer(h, (*handle).forget)
	return h, nil
}

// Its number, with the objects locked.
func (h *handle) at(m *core.Module) int32 {
	if h == nil {
		return none
	}
	if h.age != state.age {
		h.number, h.age = h.make(m), state.age
	}
	return h.number
}

func (h *handle) forget() {
	state.ask(func(m *core.Module) int32 {
		if h.age == state.age && h.number >= 0 {
			m.Xforget(h.number)
		}
		h.age = 0
		return none
	})
}

func (o *objects) ask(question question, parts ...[]byte) (answer string, status int32) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	defer func() {
		if recover() != nil {
			o.instance, answer, status = nil, "", trapped
		}
	}()
	if o.instance == nil {
		o.instance = newInstance()
		o.age++
	}
	return o.instance.ask(question, parts...)
}

// What is asked about an error; where the instance traps, about one of which nothing is known.
func (o *objects) about(e *Error, question question) string {
	if e == nil {
		e = leastOf(PhaseUnknown)
	}
	answer, status := o.ask(question, e.text())
	if status == trapped {
		answer, _ = o.ask(question, leastOf(PhaseUnknown).text())
	}
	return answer
}

// Settings by their place; those that are not given have the core's default.
type settings struct {
	given  int32
	values [6]float64
}

func (s *settings) set(at int, value float64) {
	s.given |= 1 << at
	s.values[at] = value
}

// The core takes a number that is not given as NaN.
func numberOr(value *float64) float64 {
	if value == nil {
		return math.NaN()
	}
	return *value
}
