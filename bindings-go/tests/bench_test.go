package tests

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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

// Measures in processor time too: others use the machine as well.
func measured(b *testing.B, each func()) {
	b.ReportAllocs()
	before := processorTime()
	for range b.N {
		each()
	}
	b.ReportMetric(float64(processorTime()-before)/float64(b.N), "cpu-ns/op")
}

func processorTime() int64 {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return used.Utime.Nano() + used.Stime.Nano()
}

func BenchmarkClassify(b *testing.B) {
	for name, failure := range cases(b) {
		b.Run(name+"/ours", func(b *testing.B) {
			measured(b, func() { kept = avatarerrors.Classify(failure) })
		})
		b.Run(name+"/peer", func(b *testing.B) {
			measured(b, func() { kept = classifyByHand(failure) })
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

// What the first failure of a program costs: an instance is made.
func BenchmarkStart(b *testing.B) {
	program := filepath.Join(os.Getenv("AVATAR_ERRORS_TESTS"), "..", "target", "go-classify-lines")
	for range b.N {
		for name, line := range map[string]string{"idle": "", "first": `{"phase":"unknown"}`} {
			command := exec.Command(program)
			command.Stdin = strings.NewReader(line)
			if err := command.Run(); err != nil {
				b.Fatal(err)
			}
			used := command.ProcessState.UserTime() + command.ProcessState.SystemTime()
			b.ReportMetric(float64(used.Microseconds()), name+"-cpu-µs")
		}
	}
}

func BenchmarkFrom(b *testing.B) {
	err := fmt.Errorf("token: %w", &url.Error{Op: "Get", URL: "https://host/", Err: syscall.ECONNREFUSED})
	measured(b, func() { kept = avatarerrors.From(err, avatarerrors.PhaseSessionToken) })
}
