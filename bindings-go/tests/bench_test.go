package tests

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	avatarerrors "avatar-errors.example/avatarerrors"
)

// The failures that every language is measured with.
func cases(t testing.TB) map[string]avatarerrors.Failure {
	file, err := os.Open(filepath.Join(folder(t), "..", "bench", "cases.ndjson"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	cases := map[string]avatarerrors.Failure{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var named struct{ Case string }
		_ = json.Unmarshal(lines.Bytes(), &named)
		failure, ok := ToFailure(lines.Bytes())
		if !ok || named.Case == "" {
			t.Fatalf("no failure: %s", lines.Bytes())
		}
		cases[named.Case] = failure
	}
	return cases
}

// A peer that answers otherwise measures nothing.
func TestThePeerOfTheBenchmarkAgrees(t *testing.T) {
	run := 0
	for name, failure := range cases(t) {
		var peer *handwritten
		errors.As(classifyByHand(failure), &peer)
		if e := avatarerrors.Classify(failure); string(e.Code) != peer.Code {
			t.Errorf("%s: %s, by hand %s", name, e.Code, peer.Code)
		}
		run++
	}
	counted(t, run, 5)
}

var kept error

func BenchmarkClassify(b *testing.B) {
	for name, failure := range cases(b) {
		b.Run(name+"/ours", func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				kept = avatarerrors.Classify(failure)
			}
		})
		b.Run(name+"/peer", func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				kept = classifyByHand(failure)
			}
		})
	}
}

func BenchmarkParallel(b *testing.B) {
	failure := cases(b)["close"]
	b.RunParallel(func(each *testing.PB) {
		for each.Next() {
			avatarerrors.Classify(failure)
		}
	})
}

func BenchmarkFrom(b *testing.B) {
	err := fmt.Errorf("token: %w", &url.Error{Op: "Get", URL: "https://host/", Err: syscall.ECONNREFUSED})
	b.ReportAllocs()
	for range b.N {
		kept = avatarerrors.From(err, avatarerrors.PhaseSessionToken)
	}
}
