package avatarerrors

import (
	"errors"
	"net/http"
	"strconv"

	"avatar-errors.example/avatarerrors/internal/core"
)

// ProblemMediaType is the media type of a problem document.
const ProblemMediaType = "application/problem+json"

// Problem is a problem document (RFC 9457): what a backend tells its own clients. It says nothing of
// the service behind.
type Problem struct {
	// The HTTP status to answer with.
	Status int

	// The header Retry-After, in whole seconds; empty where there is none.
	RetryAfter string

	// The document, the same bytes in every language.
	JSON []byte
}

// Problem is what a backend tells its own clients.
func (e *Error) Problem() Problem {
	text := e.asked((*core.Module).Xproblem)
	problem := Problem{JSON: written(problemKeys[:], text)}
	next, _ := apart(text)
	for _, key := range problemKeys {
		value, _ := key.read(next())
		switch key.name {
		case "status":
			problem.Status, _ = strconv.Atoi(value)
		case "retry_after":
			problem.RetryAfter = value
		}
	}
	return problem
}

// ServeHTTP answers with the document.
func (p Problem) ServeHTTP(writer http.ResponseWriter, _ *http.Request) {
	header := writer.Header()
	header.Set("Content-Type", ProblemMediaType)
	// The handler may have said the length of what it never sent.
	header.Set("Content-Length", strconv.Itoa(len(p.JSON)))
	if p.RetryAfter != "" {
		header.Set("Retry-After", p.RetryAfter)
	}
	if p.Status < 100 {
		// Of no error, or where nothing could be asked.
		p.Status = http.StatusInternalServerError
	}
	writer.WriteHeader(p.Status)
	_, _ = writer.Write(p.JSON)
}

// HandlerFunc is a handler that may fail. An [Error] is answered with its problem document, any other
// error with status 500 and no word of it. chi takes it as it is: router.Method("GET", "/", handler).
type HandlerFunc func(http.ResponseWriter, *http.Request) error

func (h HandlerFunc) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	err := h(writer, request)
	if err == nil || request.Context().Err() != nil && errors.Is(err, request.Context().Err()) {
		return
	}
	var known *Error
	if !errors.As(err, &known) || known == nil {
		http.Error(writer, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	known.Problem().ServeHTTP(writer, request)
}
