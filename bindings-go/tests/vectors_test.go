package tests

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	avatarerrors "avatar-errors.example/avatarerrors"
)

// Vectors are added and never removed.
const leastVectors = 3797

type vector struct {
	Name        string
	Line        *string
	Failure     json.RawMessage
	Error       string
	Fingerprint *[3]string
	RawBody     json.RawMessage `json:"raw_body"`
}

// The folder `tests` of the repository.
func folder(t testing.TB) string {
	at := os.Getenv("AVATAR_ERRORS_TESTS")
	if at == "" {
		t.Fatal("AVATAR_ERRORS_TESTS is not set")
	}
	return at
}

// All vectors of a file, each checked to be one.
func read[T any](t testing.TB, path ...string) []T {
	data, err := os.ReadFile(filepath.Join(append([]string{folder(t)}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Vectors []T }
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	return file.Vectors
}

func TestVectors(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(folder(t), "vectors", "*.json"))
	run, both, there := 0, 0, 0
	for _, file := range files {
		data, _ := os.ReadFile(file)
		there += strings.Count(string(data), "\n   \"name\": ")
		for _, vector := range read[vector](t, "vectors", filepath.Base(file)) {
			line := []byte(vector.Failure)
			if vector.Line != nil {
				line = []byte(*vector.Line)
			}
			read, err := avatarerrors.ClassifyJSON(line)
			if err != nil {
				t.Errorf("%s: %v", vector.Name, err)
				continue
			}
			vector.check(t, read)
			if failure, ok := ToFailure(line); ok {
				both++
				vector.check(t, avatarerrors.Classify(failure))
			}
			again, err := avatarerrors.FromJSON([]byte(vector.Error))
			if err != nil {
				t.Errorf("%s: %v", vector.Name, err)
				continue
			}
			if json, _ := again.MarshalJSON(); string(json) != vector.Error {
				t.Errorf("%s: read back: %s", vector.Name, json)
			}
			run++
		}
	}
	t.Logf("vectors: %d run of %d, %d also as a Failure", run, there, both)
	if run != there || run < leastVectors || both < run*9/10 {
		t.Errorf("%d vectors run of %d, %d also as a Failure", run, there, both)
	}
}

func (v vector) check(t *testing.T, e *avatarerrors.Error) {
	t.Helper()
	if json, _ := e.MarshalJSON(); string(json) != v.Error {
		t.Errorf("%s:\n%s\n%s", v.Name, json, v.Error)
	}
	if v.Fingerprint != nil && e.Fingerprint() != *v.Fingerprint {
		t.Errorf("%s: %v", v.Name, e.Fingerprint())
	}
	if v.RawBody != nil {
		var expected *string
		_ = json.Unmarshal(v.RawBody, &expected)
		body, there := e.RawBody()
		if there != (expected != nil) || there && body != *expected {
			t.Errorf("%s: raw body %q %v", v.Name, body, there)
		}
	}
}
