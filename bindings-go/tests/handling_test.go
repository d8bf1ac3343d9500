package tests

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	avatarerrors "avatar-errors.example/avatarerrors"
)

func errorOf(t testing.TB, text string) *avatarerrors.Error {
	t.Helper()
	e, err := avatarerrors.FromJSON([]byte(text))
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return e
}

func same(t *testing.T, name string, value any, expected string) {
	t.Helper()
	if text, _ := json.Marshal(value); string(text) != expected {
		t.Errorf("%s:\n%s\n%s", name, text, expected)
	}
}

func counted(t *testing.T, run, least int) {
	t.Helper()
	t.Logf("%d vectors", run)
	if run < least {
		t.Errorf("%d vectors, less than %d", run, least)
	}
}

func policyOf(values map[string]any) []avatarerrors.RetryOption {
	var options []avatarerrors.RetryOption
	for name, value := range values {
		number := value.(float64)
		options = append(options, map[string]avatarerrors.RetryOption{
			"attempts":           avatarerrors.WithAttempts(int64(number)),
			"base_ms":            avatarerrors.WithBaseMs(int64(number)),
			"factor":             avatarerrors.WithFactor(number),
			"cap_ms":             avatarerrors.WithCapMs(int64(number)),
			"max_retry_after_ms": avatarerrors.WithMaxRetryAfterMs(int64(number)),
			"max_elapsed_ms":     avatarerrors.WithMaxElapsedMs(int64(number)),
		}[name])
	}
	return options
}

func recurrenceOf(values map[string]any) []avatarerrors.RecurrenceOption {
	var options []avatarerrors.RecurrenceOption
	for name, value := range values {
		number := int64(value.(float64))
		options = append(options, map[string]avatarerrors.RecurrenceOption{
			"threshold":    avatarerrors.WithThreshold(number),
			"window_ms":    avatarerrors.WithWindowMs(number),
			"cool_down_ms": avatarerrors.WithCoolDownMs(number),
		}[name])
	}
	return options
}

func TestRetryVectors(t *testing.T) {
	type state struct {
		Attempt   float64
		ElapsedMs float64 `json:"elapsed_ms"`
		Renewals  float64
		Random    *float64
		Budget    *float64
	}
	run := 0
	for _, vector := range read[struct {
		Name, Error, Decision string
		Policy                map[string]any
		State                 state
	}](t, "handling", "retry.json") {
		policy, err := avatarerrors.NewRetryPolicy(policyOf(vector.Policy)...)
		if err != nil {
			t.Errorf("%s: %v", vector.Name, err)
			continue
		}
		decision := policy.Decide(errorOf(t, vector.Error), avatarerrors.RetryState(vector.State))
		same(t, vector.Name, decision, vector.Decision)
		run++
	}
	counted(t, run, 80)
}

func TestRecurrenceVectors(t *testing.T) {
	run := 0
	for _, vector := range read[struct {
		Name    string
		Policy  map[string]any
		History []struct {
			AtMs  int64 `json:"at_ms"`
			Error *string
		}
		Events []string
	}](t, "handling", "recurrence.json") {
		var now int64
		monitor, err := avatarerrors.NewRecurrenceMonitorAt(func() int64 { return now }, recurrenceOf(vector.Policy)...)
		if err != nil {
			t.Errorf("%s: %v", vector.Name, err)
			continue
		}
		for at, entry := range vector.History {
			now = entry.AtMs
			events := []avatarerrors.RecurrenceEvent{}
			if entry.Error != nil {
				events = append(events, monitor.Record(errorOf(t, *entry.Error))...)
			} else {
				events = append(events, monitor.Check()...)
			}
			same(t, fmt.Sprint(vector.Name, " ", at), events, vector.Events[at])
		}
		run++
	}
	counted(t, run, 50)
}

func TestInvalidVectors(t *testing.T) {
	run := 0
	for _, vector := range read[struct {
		Name, Refused      string
		JSON               bool
		Policy, Recurrence any
	}](t, "handling", "invalid.json") {
		if vector.JSON {
			continue
		}
		var err error
		if policy, ok := vector.Policy.(map[string]any); ok {
			_, err = avatarerrors.NewRetryPolicy(policyOf(policy)...)
		} else {
			_, err = avatarerrors.NewRecurrenceMonitor(recurrenceOf(vector.Recurrence.(map[string]any))...)
		}
		if err == nil || !strings.Contains(err.Error(), vector.Refused) {
			t.Errorf("%s: %v", vector.Name, err)
		}
		run++
	}
	counted(t, run, 18)
}

func TestLogVectors(t *testing.T) {
	run := 0
	for _, vector := range read[struct{ Name, Error, Fields string }](t, "handling", "log.json") {
		if line := errorOf(t, vector.Error).LogJSON(); string(line) != vector.Fields {
			t.Errorf("%s:\n%s\n%s", vector.Name, line, vector.Fields)
		}
		run++
	}
	counted(t, run, 10)
}

func TestProblemVectors(t *testing.T) {
	run := 0
	for _, vector := range read[struct{ Name, Error, Problem, Surface string }](t, "handling", "problem.json") {
		e := errorOf(t, vector.Error)
		problem := e.Problem()
		var members struct{ Status int }
		_ = json.Unmarshal([]byte(vector.Problem), &members)
		if string(problem.JSON) != vector.Problem || problem.Status != members.Status {
			t.Errorf("%s:\n%s\n%s", vector.Name, problem.JSON, vector.Problem)
		}
		surface := struct {
			UserMessage  string `json:"user_message"`
			OperatorHint string `json:"operator_hint"`
			DocURL       string `json:"doc_url"`
		}{e.UserMessage(), e.OperatorHint(), e.DocURL()}
		same(t, vector.Name, surface, vector.Surface)
		run++
	}
	counted(t, run, 20)
}

func failing(code string) *avatarerrors.Error {
	return avatarerrors.Classify(avatarerrors.Failure{
		Phase: avatarerrors.PhaseWebsocketConnect, ServerCode: code,
	})
}

func quick(t *testing.T, more ...avatarerrors.RetryOption) avatarerrors.RetryOptions {
	t.Helper()
	policy, err := avatarerrors.NewRetryPolicy(append(more, avatarerrors.WithBaseMs(1))...)
	if err != nil {
		t.Fatal(err)
	}
	return avatarerrors.RetryOptions{Policy: policy, Budget: avatarerrors.NewRetryBudget(500)}
}

func TestRetryTriesAgainWhatIsWorthIt(t *testing.T) {
	options, seen, waits := quick(t), []avatarerrors.Attempt{}, 0
	options.OnRetry = func(e *avatarerrors.Error, decision avatarerrors.RetryDecision) {
		if waits++; e.Code != avatarerrors.UpstreamError || !decision.Retry {
			t.Errorf("%v %v", e, decision)
		}
	}
	value, err := avatarerrors.Retry(context.Background(), options,
		func(_ context.Context, attempt avatarerrors.Attempt) (string, error) {
			if seen = append(seen, attempt); len(seen) < 3 {
				return "", fmt.Errorf("connect: %w", failing("4503"))
			}
			return "session", nil
		})
	if value != "session" || err != nil || waits != 2 {
		t.Errorf("%v %v %d", value, err, waits)
	}
	if len(seen) != 3 || seen[0].NewToken || !seen[1].NewToken || seen[2].Number != 3 {
		t.Errorf("%+v", seen)
	}
	if left := options.Budget.Left(); left != 500-14 {
		t.Errorf("%d left", left)
	}
}

func TestRetryGivesUpWithTheLastErrorItself(t *testing.T) {
	last, tries := failing("4503"), 0
	_, err := avatarerrors.Retry(context.Background(), quick(t, avatarerrors.WithAttempts(2)),
		func(context.Context, avatarerrors.Attempt) (int, error) { tries++; return 0, last })
	if err != error(last) || tries != 2 || last.Attempts() != 2 {
		t.Errorf("%v, %d tries, %d", err, tries, last.Attempts())
	}
	for _, other := range []error{failing("4001"), io.EOF} {
		tries = 0
		_, err = avatarerrors.Retry(context.Background(), avatarerrors.RetryOptions{},
			func(context.Context, avatarerrors.Attempt) (int, error) { tries++; return 0, other })
		if err != other || tries != 1 {
			t.Errorf("%v, %d tries", err, tries)
		}
	}
}

func TestRetryEndsWithItsContext(t *testing.T) {
	reason := errors.New("shut down")
	ctx, cancel := context.WithCancelCause(context.Background())
	options := quick(t)
	options.Policy, _ = avatarerrors.NewRetryPolicy(avatarerrors.WithBaseMs(60_000))
	begun := time.Now()
	options.OnRetry = func(*avatarerrors.Error, avatarerrors.RetryDecision) {
		time.AfterFunc(10*time.Millisecond, func() { cancel(reason) })
	}
	wait := avatarerrors.Classify(avatarerrors.Failure{
		Phase: avatarerrors.PhaseWebsocketConnect, HTTPStatus: 429,
		Headers: http.Header{"Retry-After": {"30"}},
	})
	_, err := avatarerrors.Retry(ctx, options,
		func(context.Context, avatarerrors.Attempt) (int, error) { return 0, wait })
	if err != reason || time.Since(begun) > 10*time.Second {
		t.Errorf("%v after %v", err, time.Since(begun))
	}
	if left := options.Budget.Left(); left != 500 {
		t.Errorf("a cancelled wait costs: %d left", left)
	}
	_, err = avatarerrors.Retry(ctx, options, func(context.Context, avatarerrors.Attempt) (int, error) {
		t.Error("tried though its context is done")
		return 0, nil
	})
	if err != reason {
		t.Error(err)
	}
}

func TestAHandlerAnswersWithAProblem(t *testing.T) {
	answer := func(err error) *httptest.ResponseRecorder {
		recorder := httptest.NewRecorder()
		handler := avatarerrors.HandlerFunc(func(http.ResponseWriter, *http.Request) error { return err })
		handler.ServeHTTP(recorder, httptest.NewRequest("GET", "/", nil))
		return recorder
	}
	e := avatarerrors.Classify(avatarerrors.Failure{
		Phase: avatarerrors.PhaseWebsocketConnect, HTTPStatus: 429,
		Headers: http.Header{"Retry-After": {"3"}}, Body: []byte("token=" + secret),
	})
	got := answer(fmt.Errorf("session: %w", e))
	if got.Code != e.Problem().Status || got.Header().Get("Retry-After") != "3" ||
		got.Header().Get("Content-Type") != avatarerrors.ProblemMediaType ||
		got.Body.String() != string(e.Problem().JSON) {
		t.Errorf("%d %v %s", got.Code, got.Header(), got.Body)
	}
	if got = answer(errors.New(secret)); got.Code != 500 || strings.Contains(got.Body.String(), secret) {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	if got = answer(nil); got.Code != 200 || got.Body.Len() != 0 {
		t.Errorf("%d %s", got.Code, got.Body)
	}
}
