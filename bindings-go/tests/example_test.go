package tests

import (
	"errors"
	"fmt"
	"net/http"

	avatarerrors "avatar-errors.example/avatarerrors"
)

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
	fmt.Println(errors.Is(err, avatarerrors.ConcurrencyLimit), err.Recovery, err.RetryAfterMs)
	// Output:
	// concurrencyLimit: Too many sessions, token=[redacted] (websocket_connect, HTTP 429)
	// true retry 3000
}
