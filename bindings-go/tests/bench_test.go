package tests

import (
	"fmt"
	"net/http"
	"net/url"
	"syscall"
	"testing"

	avatarerrors "avatar-errors.example/avatarerrors"
)

var kept *avatarerrors.Error

func BenchmarkClassify(b *testing.B) {
	failures := map[string]avatarerrors.Failure{
		"close": {Phase: avatarerrors.PhaseWebsocketRuntime, CloseCode: 4001, CloseReason: "credits exhausted"},
		"response": {
			Phase: avatarerrors.PhaseWebsocketConnect, HTTPStatus: 429, ConnectionID: "c-42",
			Headers: http.Header{"Retry-After": {"3"}, "Content-Type": {"application/json"}},
			Body:    []byte(`{"message":"Too many sessions, token=not-a-real-token"}`),
		},
		"transport": {Phase: avatarerrors.PhaseSessionToken, Transport: avatarerrors.TransportRefused},
	}
	for name, failure := range failures {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				kept = avatarerrors.Classify(failure)
			}
		})
	}
	b.Run("parallel", func(b *testing.B) {
		b.RunParallel(func(each *testing.PB) {
			for each.Next() {
				avatarerrors.Classify(failures["close"])
			}
		})
	})
}

func BenchmarkFrom(b *testing.B) {
	err := fmt.Errorf("token: %w", &url.Error{Op: "Get", URL: "https://host/", Err: syscall.ECONNREFUSED})
	b.ReportAllocs()
	for range b.N {
		kept = avatarerrors.From(err, avatarerrors.PhaseSessionToken).(*avatarerrors.Error)
	}
}
