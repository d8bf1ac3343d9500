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
	if err == (errSlow{}) {
		return err
	}
	response.Body = bodyReader{io.MultiReader(bytes.NewReader(body), response.Body), response.Body}
	if err != nil {
		return err
	}
	f.Body = body
	return nil
}

// Not every reader ends its read where it is closed: the read is left to itself.
func readBody(body io.ReadCloser) ([]byte, error) {
	type arrived struct {
		body []byte
		err  error
	}
	all := make(chan arrived, 1)
	go func() {
		came := arrived{err: errBroken{}}
		defer func() {
			quiet()
			all <- came
		}()
		came.body, came.err = io.ReadAll(io.LimitReader(body, mostBody))
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case came := <-all:
		return came.body, came.err
	case <-timer.C:
		go func() {
			defer quiet()
			_ = body.Close()
		}()
		return nil, errSlow{}
	}
}

type errBroken struct{}

func (errBroken) Error() string { return "the body cannot be read" }

type errSlow struct{}

func (errSlow) Error() string { return "the body did not come in time" }

func (errSlow) Timeout() bool { return true }
