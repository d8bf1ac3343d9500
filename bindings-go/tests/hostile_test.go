package tests

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"syscall"
	"testing"

	avatarerrors "avatar-errors.example/avatarerrors"
)

// Unwraps to itself, and so would never end.
type endless struct{ error }

func (e *endless) Error() string { return "endless" }

func (e *endless) Unwrap() error { return e }

type panicking struct{}

func (panicking) Error() string { return "it panics" }

func (panicking) Unwrap() error { panic("Unwrap") }

func (panicking) Is(error) bool { panic("Is") }

func TestNothingStalls(t *testing.T) {
	var private strings.Builder
	private.WriteByte('\n')
	for private.Len() < 400_000 {
		private.WriteRune(rune(0xe000 + private.Len()%0x100000))
	}
	e := avatarerrors.Classify(avatarerrors.Failure{Message: private.String(), CloseReason: "x"})
	if e.Code != avatarerrors.ConnectionClosed {
		t.Errorf("%v", e)
	}
	wrapped := &url.Error{Op: "Get", URL: "https://avatar.example", Err: &endless{}}
	rule(t, wrapped, "transport.session_token.other")
	body := io.NopCloser(blocked{})
	response := &http.Response{StatusCode: 503, Body: body}
	late := avatarerrors.FromResponse(response, avatarerrors.PhaseSessionToken)
	if !errors.Is(late, avatarerrors.ServerError) {
		t.Errorf("%v", late)
	}
}

// A body that never comes, and does not care whether it is closed.
type blocked struct{}

func (blocked) Read([]byte) (int, error) { select {} }

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestWhatWasReadOfABodyCanStillBeRead(t *testing.T) {
	body := io.NopCloser(io.MultiReader(strings.NewReader("half"), broken{}))
	response := &http.Response{StatusCode: 500, Body: body}
	_ = avatarerrors.FromResponse(response, avatarerrors.PhaseSessionToken)
	left, err := io.ReadAll(response.Body)
	if string(left) != "half" || err != io.ErrUnexpectedEOF {
		t.Errorf("%q, %v", left, err)
	}
}

func TestNothingPanics(t *testing.T) {
	e := from(t, panicking{}, avatarerrors.PhaseSessionToken)
	if errors.Is(e, syscall.ECONNREFUSED) {
		t.Error("it is refused")
	}
	nothing := avatarerrors.HandlerFunc(func(http.ResponseWriter, *http.Request) error {
		var e *avatarerrors.Error
		return e
	})
	for name, handler := range map[string]http.Handler{"nil": nothing, "zero": avatarerrors.Problem{}} {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest("GET", "/", nil))
		if answer.Code != 500 {
			t.Errorf("%s: %d", name, answer.Code)
		}
	}
	var read struct{ E avatarerrors.Error }
	if err := json.Unmarshal([]byte(`{"E":null}`), &read); err != nil {
		t.Error(err)
	}
}

func TestAnObjectThatNobodyMadeTakesNothingFromOthers(t *testing.T) {
	e := from(t, syscall.ECONNREFUSED, avatarerrors.PhaseSessionToken)
	budget := avatarerrors.NewRetryBudget(20)
	budget.Take(14)
	_ = (&avatarerrors.RetryPolicy{}).Decide(e, avatarerrors.RetryState{})
	_ = (&avatarerrors.RetryBudget{}).Left()
	if left := budget.Left(); left != 6 {
		t.Errorf("%v left", left)
	}
}

func TestAPanicWhileItWaitsGivesTheCostBack(t *testing.T) {
	budget := avatarerrors.NewRetryBudget(100)
	options := avatarerrors.RetryOptions{
		Budget:  budget,
		OnRetry: func(*avatarerrors.Error, avatarerrors.RetryDecision) { panic("OnRetry") },
	}
	func() {
		defer func() { _ = recover() }()
		_, _ = avatarerrors.Retry(context.Background(), options, func(context.Context, avatarerrors.Attempt) (int, error) {
			return 0, from(t, syscall.ECONNREFUSED, avatarerrors.PhaseSessionToken)
		})
	}()
	if left := budget.Left(); left != 100 {
		t.Errorf("%v left", left)
	}
}

func TestTheCallersEvidenceStaysBesideWhatIsFound(t *testing.T) {
	known := avatarerrors.Classify(avatarerrors.Failure{Phase: avatarerrors.PhaseSessionToken, HTTPStatus: 429})
	mine := avatarerrors.Failure{
		Phase:    avatarerrors.PhaseSessionToken,
		Evidence: []avatarerrors.Observation{{Link: avatarerrors.LinkCause, Said: avatarerrors.Failure{Message: "mine"}}},
	}
	if got := mine.From(fmt.Errorf("wrapped: %w", known)); !errors.Is(got, avatarerrors.ConcurrencyLimit) {
		t.Errorf("%v", got)
	}
	if got := mine.From(context.Canceled); got != context.Canceled {
		t.Errorf("%v", got)
	}
}

func TestAStandInIsReadAsWhatItStandsFor(t *testing.T) {
	e := from(t, fmt.Errorf("dial: %w", syscall.ECONNREFUSED), avatarerrors.PhaseSessionToken)
	rule(t, errors.Unwrap(e), e.Rule)
}
