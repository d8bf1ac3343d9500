package avatarerrors

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Observation is what one link of a chain of errors says.
type Observation struct {
	// How it hangs together with the one above.
	Link Link

	// How deep it is, from 0.
	Depth int

	// The facts that it says; evidence does not count.
	Said Failure

	// A cancellation: no failure.
	NoFailure bool

	// It was classified before.
	Classified bool
}

// Names and values in turn, as the core reads them, and the bytes that some stand for.
type facts struct {
	texts []string
	parts [][]byte
}

func factsOf(failure *Failure) *facts {
	facts := &facts{texts: make([]string, 0, 16), parts: make([][]byte, 1, 3)}
	facts.add("phase", string(failure.Phase))
	failure.tell(facts)
	for i := range failure.Evidence {
		link := &failure.Evidence[i]
		facts.add("link", strconv.Itoa(link.Depth)+" "+string(link.Link))
		facts.text("phase", string(link.Said.Phase))
		link.Said.tell(facts)
		if link.NoFailure {
			facts.add("no_failure", "")
		}
		if link.Classified {
			facts.add("classified", "")
		}
	}
	return facts
}

func (f *facts) add(name, value string) { f.texts = append(f.texts, name, value) }

func (f *facts) text(name, value string) {
	if value != "" {
		f.add(name, value)
	}
}

func (f *facts) integer(name string, value int64) {
	if value != 0 {
		f.add(name, strconv.FormatInt(value, 10))
	}
}

func (f *facts) headers(headers http.Header) {
	if len(headers) == 0 {
		return
	}
	names := make([]string, 0, len(headers))
	for name := range headers {
		names = append(names, name)
	}
	// Two may differ in case only, and the first one counts.
	slices.Sort(names)
	for _, name := range names {
		for _, value := range headers[name] {
			f.add(":"+name, value)
		}
	}
}

func (f *facts) bytes(name string, value []byte) {
	if value == nil {
		return
	}
	f.add(name, strconv.Itoa(len(f.parts)-1))
	f.parts = append(f.parts, value)
}

// As the core takes them: the texts, then the bytes.
func (f *facts) all() [][]byte {
	f.parts[0] = joined(f.texts)
	return f.parts
}

// Each text behind a separator that none of them holds.
func joined(texts []string) []byte {
	separator := separatorOf(texts)
	length := 0
	for _, text := range texts {
		length += len(separator) + len(text)
	}
	all := make([]byte, 0, length)
	for _, text := range texts {
		all = append(all, separator...)
		all = append(all, text...)
	}
	return all
}

func separatorOf(texts []string) string {
	if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, "\n") }) {
		return "\n"
	}
	held := map[rune]bool{}
	for _, text := range texts {
		for _, c := range text {
			if c >= 0xe000 {
				held[c] = true
			}
		}
	}
	separator := rune(0xe000)
	for held[separator] {
		separator++
	}
	return string(separator)
}
