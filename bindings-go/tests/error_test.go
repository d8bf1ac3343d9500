package tests

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"syscall"
	"testing"

	avatarerrors "avatar-errors.example/avatarerrors"
)

const secret = "hunter2-not-a-real-one"

func refusedBy(t *testing.T) *avatarerrors.Error {
	t.Helper()
	cause := &url.Error{
		Op: "Get", URL: "https://user:" + secret + "@host/?token=" + secret, Err: syscall.ECONNREFUSED,
	}
	var e *avatarerrors.Error
	if !errors.As(avatarerrors.From(cause, avatarerrors.PhaseSessionToken), &e) {
		t.Fatal("no error of ours")
	}
	return e
}

func TestACodeIsAnError(t *testing.T) {
	e := avatarerrors.Classify(avatarerrors.Failure{
		Phase: avatarerrors.PhaseWebsocketConnect, ServerCode: "4001",
	})
	for name, err := range map[string]error{
		"itself":    e,
		"wrapped":   fmt.Errorf("connect: %w", e),
		"joined":    errors.Join(errors.New("other"), e),
		"both ways": fmt.Errorf("a: %w", errors.Join(errors.New("b"), fmt.Errorf("c: %w", e))),
	} {
		if !errors.Is(err, avatarerrors.CreditsExhausted) || errors.Is(err, avatarerrors.Unknown) {
			t.Errorf("%s: errors.Is", name)
		}
		var found *avatarerrors.Error
		if !errors.As(err, &found) || found != e {
			t.Errorf("%s: errors.As", name)
		}
	}
	if errors.Is(errors.New("creditsExhausted"), avatarerrors.CreditsExhausted) {
		t.Error("a text is no code")
	}
}

func TestWhatALibraryRaisedIsWithinReachAndNeverPrinted(t *testing.T) {
	e := refusedBy(t)
	var request *url.Error
	if !errors.Is(e, syscall.ECONNREFUSED) || !errors.As(e, &request) || errors.Is(e, syscall.EPIPE) {
		t.Error("the library's error is out of reach")
	}
	if e.Native() != error(request) {
		t.Error("Native is another error")
	}
	if e.Code != avatarerrors.ConnectionFailed || e.Rule != "transport.session_token.refused" {
		t.Errorf("%+v", e)
	}
	var lines bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&lines, nil))
	logger.Error("failed", "err", e, "cause", errors.Unwrap(e))
	slog.New(slog.NewTextHandler(&lines, nil)).Error("failed", "err", fmt.Errorf("a: %w", e))
	asJSON, _ := json.Marshal(e)
	printed := []string{e.Error(), errors.Unwrap(e).Error(), lines.String(), string(asJSON), e.Describe()}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		for _, value := range []any{e, *e, errors.Unwrap(e), []error{e}, struct{ Err error }{e}} {
			printed = append(printed, fmt.Sprintf(verb, value))
		}
	}
	for _, text := range printed {
		if strings.Contains(text, secret) || strings.Contains(text, fmt.Sprintf("%x", secret)) {
			t.Errorf("a secret: %s", text)
		}
	}
	if !strings.Contains(lines.String(), `"error.type":"connectionFailed"`) {
		t.Errorf("not the fields: %s", lines.String())
	}
	if !strings.Contains(errors.Unwrap(e).Error(), "connection refused") {
		t.Errorf("nothing of the cause: %v", errors.Unwrap(e))
	}
}

func TestJSONComesBack(t *testing.T) {
	var e, again avatarerrors.Error
	text := `{"code":"connectionClosed","phase":"websocket_runtime","message":"<a> & \"b\"","close_code":0,` +
		`"recovery":"retry","retryable":true,"alert":false,"retry_after_ms":0,"rule":"close.0"}`
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		t.Fatal(err)
	}
	if own, _ := e.MarshalJSON(); string(own) != text {
		t.Errorf("%s", own)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(&e); out.String() != text+"\n" {
		t.Errorf("%s", out.String())
	}
	escaped, _ := json.Marshal(&e)
	if err := json.Unmarshal(escaped, &again); err != nil || again.Message != e.Message {
		t.Errorf("%v %s", err, escaped)
	}
	if wait, there := e.RetryAfter(); !there || wait != 0 || !e.Has("close_code") || e.Has("http_status") {
		t.Error("a 0 that is there")
	}
	if err := json.Unmarshal([]byte(`{"code":1}`), &e); err == nil {
		t.Error("what is no error was taken")
	}
}

func TestOfANetError(t *testing.T) {
	slow := avatarerrors.Classify(avatarerrors.Failure{
		Phase: avatarerrors.PhaseSessionToken, Transport: avatarerrors.TransportTimeout,
	})
	var net interface {
		error
		Timeout() bool
		Temporary() bool
	} = slow
	if !net.Timeout() || !net.Temporary() || refusedBy(t).Timeout() {
		t.Errorf("%v", slow)
	}
}

func TestAGivenCode(t *testing.T) {
	facts := avatarerrors.Failure{Phase: avatarerrors.PhaseWebsocketConnect, HTTPStatus: 429}
	e := avatarerrors.Given(avatarerrors.AvatarNotFound, "no such avatar", facts)
	if e.Code != avatarerrors.AvatarNotFound || e.HTTPStatus != 429 || e.Rule != "given" ||
		!strings.HasPrefix(e.Message, "no such avatar") {
		t.Errorf("%#v", e)
	}
	if again := e.Reclassified(); again.Code != avatarerrors.ConcurrencyLimit {
		t.Errorf("%#v", again)
	}
	if e := refusedBy(t); e.Reclassified() != e {
		t.Error("what was not given is another error")
	}
}

func TestIDsComeLater(t *testing.T) {
	e := refusedBy(t)
	with := e.WithIDs("c-42", "")
	if with.ConnectionID != "c-42" || with.ReqID != "" || e.ConnectionID != "" || !errors.Is(with, syscall.ECONNREFUSED) {
		t.Errorf("%+v", with)
	}
}
