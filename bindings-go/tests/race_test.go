package tests

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"

	avatarerrors "avatar-errors.example/avatarerrors"
)

// 64 goroutines that classify, read, log and count at once: no wrong byte, no leak. GO_FAILURES=… is how
// many failures; `make check-go` runs few.
func TestManyAtOnce(t *testing.T) {
	count := 20_000
	if text := os.Getenv("GO_FAILURES"); text != "" {
		count, _ = strconv.Atoi(text)
	}
	const goroutines = 64
	if count < goroutines {
		t.Fatalf("GO_FAILURES of %d are too few", count)
	}
	monitor, _ := avatarerrors.NewRecurrenceMonitor(avatarerrors.WithThreshold(100))
	policy, _ := avatarerrors.NewRetryPolicy()
	failureOf := func(at int) avatarerrors.Failure {
		return avatarerrors.Failure{
			Phase: avatarerrors.PhaseWebsocketConnect, HTTPStatus: 400 + at%200,
			Body: []byte(fmt.Sprintf(`{"message":"number %d"}`, at)), ConnectionID: fmt.Sprint("c-", at),
		}
	}
	expected := make([]string, 200)
	for at := range expected {
		json, _ := avatarerrors.Classify(failureOf(at)).MarshalJSON()
		expected[at] = string(json)
	}
	var before, after runtime.MemStats
	work := func(count int) {
		var wait sync.WaitGroup
		for worker := range goroutines {
			wait.Add(1)
			go func() {
				defer wait.Done()
				for done := worker; done < count; done += goroutines {
					at := done % len(expected)
					e := avatarerrors.Classify(failureOf(at))
					if json, _ := e.MarshalJSON(); string(json) != expected[at] {
						t.Errorf("%s\n%s", json, expected[at])
						return
					}
					if done%16 == 0 {
						e.LogFields()
						monitor.Record(e)
						policy.Decide(e, avatarerrors.RetryState{Attempt: 1})
						avatarerrors.NewRetryBudget(10).Take(5)
					}
				}
			}()
		}
		wait.Wait()
		runtime.GC()
		runtime.GC()
	}
	work(count / 10)
	runtime.ReadMemStats(&before)
	work(count)
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 2<<20 {
		t.Errorf("the heap grew by %d bytes over %d failures", grown, count)
	}
	t.Logf("%d failures in %d goroutines, heap %d bytes", count, goroutines, after.HeapAlloc)
}
