package avatarerrors

import (
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"
)

var crowded = Failure{Phase: PhaseWebsocketConnect, HTTPStatus: 429}

// An instance whose memory is gone traps on whatever it is asked.
func breakOne(t *testing.T) {
	t.Helper()
	instances.mutex.Lock()
	defer instances.mutex.Unlock()
	if len(instances.free) == 0 {
		t.Fatal("there is no instance to break")
	}
	*instances.free[len(instances.free)-1].module.Xmemory().Slice() = nil
}

func TestATrappedInstanceIsReplaced(t *testing.T) {
	if e := Classify(crowded); e.Code != ConcurrencyLimit {
		t.Fatalf("%v", e)
	}
	breakOne(t)
	least := Classify(crowded)
	if least.Phase != PhaseWebsocketConnect || least.Message == "" || least.Code == ConcurrencyLimit {
		t.Errorf("the least answer: %v", least)
	}
	if e := Classify(crowded); e.Code != ConcurrencyLimit {
		t.Errorf("after a trap: %v", e)
	}
	breakOne(t)
	if _, err := FromJSON([]byte("{}")); err != nil {
		t.Errorf("a trap is no refusal: %v", err)
	}
	breakOne(t)
	if fields := least.LogFields(); len(fields) == 0 {
		t.Error("nothing to log after a trap")
	}
}

func TestObjectsOutliveATrap(t *testing.T) {
	budget := NewRetryBudget(20)
	monitor, _ := NewRecurrenceMonitor()
	if budget.Left() != 20 {
		t.Fatal(budget.Left())
	}
	state.mutex.Lock()
	*state.instance.module.Xmemory().Slice() = nil
	state.mutex.Unlock()
	budget.Left()
	if budget.Left() != 20 || !budget.Take(14) || budget.Left() != 6 {
		t.Errorf("left: %d", budget.Left())
	}
	if events := monitor.Record(Classify(crowded)); len(events) != 0 {
		t.Error(events)
	}
}

func TestInstancesAreBoundedAndSmall(t *testing.T) {
	var wait sync.WaitGroup
	for range 64 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for range 20 {
				Classify(crowded)
			}
		}()
	}
	wait.Wait()
	if instances.made > runtime.GOMAXPROCS(0) || instances.made != len(instances.free) {
		t.Errorf("%d instances made, %d free", instances.made, len(instances.free))
	}
	Classify(Failure{Phase: PhaseSessionToken, Body: []byte(strings.Repeat("x", 1<<20))})
	for _, each := range instances.free {
		size := len(each.memory())
		if t.Logf("an instance of %d bytes", size); size > 512<<10 {
			t.Error("too large")
		}
	}
}

// The stack is what stands before the data, and grows down; what was never used is 0.
func TestTheStackIsLargeEnough(t *testing.T) {
	const stack, spare = 128 << 10, 32 << 10
	for _, deep := range []string{
		strings.Repeat("[", 127) + strings.Repeat("]", 127),
		strings.Repeat(`{"error":`, 126) + `"x"` + strings.Repeat("}", 126),
		strings.Repeat(`{"errors":[`, 63) + `{"code":"x"}` + strings.Repeat("]}", 63),
		strings.Repeat("[", 4000),
		strings.Repeat(`{"token":"`, 2000),
		strings.Repeat("\\", 4000),
	} {
		body, _ := json.Marshal(deep)
		Classify(Failure{Phase: PhaseSessionToken, HTTPStatus: 400, Body: []byte(deep)}).LogFields()
		_, _ = ClassifyJSON([]byte(deep))
		_, _ = ClassifyJSON([]byte(`{"phase":"unknown","body":` + string(body) + `}`))
		_, _ = FromJSON([]byte(deep))
		Redacted(deep)
	}
	for _, each := range instances.free {
		unused := 0
		for unused < stack && each.memory()[unused] == 0 {
			unused++
		}
		if t.Logf("%d bytes of the stack were never used", unused); unused < spare {
			t.Error("too few")
		}
	}
}

func TestAnythingIsTaken(t *testing.T) {
	var nothing *url.Error
	for _, err := range []error{
		nothing, errors.Join(nil, nothing, io.EOF), panicking{}, &panicking{}, round, (*Error)(nil),
	} {
		if from := From(err, PhaseSessionToken); from == nil || from.Error() == "" {
			t.Errorf("%T: %v", err, from)
		}
	}
	if From(nil, PhaseSessionToken) != nil {
		t.Error("nil is no failure")
	}
}

type panicking struct{}

func (panicking) Error() string { panic("Error") }

func (panicking) Unwrap() []error { panic("Unwrap") }

func (panicking) Timeout() bool { panic("Timeout") }

type circle struct{}

var round = circle{}

func (circle) Error() string { return "round" }

func (circle) Unwrap() []error { return []error{round, round} }
