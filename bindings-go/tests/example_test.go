package tests

import (
	"errors"
	"fmt"
	"net/http"
	"syscall"

	avatarerrors "avatar-errors.example/avatarerrors"
)

// As in the README's handler.
func inAHandler(err error) error {
	return avatarerrors.From(err, avatarerrors.PhaseSessionToken)
}

// As in the README.
func Example() {
	err := avatarerrors.Classify(avatarerrors.Failure{
		Phase:        avatarerrors.PhaseWebsocketConnect,
		HTTPStatus:   429,
		Headers:      http.Header{"Retry-After": {"3"}},
		Body:         []byte(`{"message":"Too many sessions, token=not-a-real-token"}`),
		ConnectionID: "c-42",
	})
	fmt.Println(err)
	throttled := errors.Is(err, avatarerrors.ConcurrencyLimit) && err.RetryAfterMs == 3000
	fmt.Println(throttled, err.Recovery)
	fmt.Println(inAHandler(syscall.ECONNREFUSED))
	// Output:
	// concurrencyLimit: Too many sessions, token=[redacted] (websocket_connect, HTTP 429)
	// true retry
	// connectionFailed: connection refused (session_token, refused)
}
