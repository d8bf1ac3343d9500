package avatarerrors

import (
	"bytes"
	"io"
	"net/http"
	"time"
)

const (
	mostBody = 64 << 10
	patience = 2 * time.Second
)

type bodyReader struct {
	io.Reader
	io.Closer
}

// Reads what a response says, as far as the caller has not said it; what broke the reading, if anything.
func (f *Failure) readResponse(response *http.Response) error {
	if response == nil {
		return nil
	}
	if response.StatusCode == http.StatusSwitchingProtocols {
		if f.Protocol == "" {
			f.Protocol = ViolationOther // An upgrade that is none.
		}
		return nil
	}
	if f.HTTPStatus == 0 {
		f.HTTPStatus = response.StatusCode
	}
	if f.Headers == nil {
		f.Headers = response.Header
	}
	if f.Body != nil || response.Body == nil {
		return nil
	}
	body, err := readBody(response.Body)
	if err != nil {
		return err
	}
	response.Body = bodyReader{io.MultiReader(bytes.NewReader(body), response.Body), response.Body}
	f.Body = body
	return nil
}

// Closing ends a read that takes too long.
func readBody(body io.ReadCloser) ([]byte, error) {
	timer := time.AfterFunc(patience, func() { _ = body.Close() })
	read, err := io.ReadAll(io.LimitReader(body, mostBody))
	if !timer.Stop() {
		return nil, errSlow{}
	}
	return read, err
}

type errSlow struct{}

func (errSlow) Error() string { return "the body did not come in time" }

func (errSlow) Timeout() bool { return true }
