package avatarerrors

import (
	"net/http"
	"slices"

	"avatar-errors.example/avatarerrors/internal/core"
)

// From makes an [Error] of what a library returned, by what each error of its chain says. Nil stays
// nil. A cancellation is no failure and is returned as it is, and so is an error that was classified
// before, without what wraps it.
func From(err error, phase Phase) error { return Failure{Phase: phase}.From(err) }

// FromResponse makes an [Error] of a response, as of net/http: its status, its headers, and its body,
// of which 64 KB are read, for two seconds at most. The body can still be read from its beginning.
// Where a cancellation ended the reading, that is returned.
func FromResponse(response *http.Response, phase Phase) error {
	return Failure{Phase: phase}.FromResponse(response)
}

// FromDial makes an [Error] of what a dialer of WebSockets returns: of a rejected upgrade's response
// where there is one, else of the error. Nil stays nil.
func FromDial(response *http.Response, err error, phase Phase) error {
	return Failure{Phase: phase}.FromDial(response, err)
}

// From is [From] with what the caller knows besides: what it says wins.
func (f Failure) From(err error) error {
	if err == nil {
		return nil
	}
	return f.ofEvidence(evidenceOf(err, 0), err)
}

// FromResponse is [FromResponse] with what the caller knows besides: what it says wins.
func (f Failure) FromResponse(response *http.Response) error { return f.ofResponse(response, nil) }

// FromDial is [FromDial] with what the caller knows besides: what it says wins.
func (f Failure) FromDial(response *http.Response, err error) error {
	if err != nil && response != nil && response.StatusCode != http.StatusSwitchingProtocols {
		return f.ofResponse(response, err)
	}
	return f.From(err)
}

func (f Failure) ofResponse(response *http.Response, err error) error {
	var evidence []observed
	broken := f.readResponse(response)
	if broken != nil {
		evidence = beneath(broken)
		err = broken
	}
	if f.Message == "" && err != nil {
		f.Message = textOf(err)
	}
	return f.ofEvidence(evidence, err)
}

func (f Failure) ofEvidence(evidence []observed, err error) error {
	marked, given := false, len(f.Evidence)
	f.Evidence = slices.Clip(f.Evidence)
	for _, link := range evidence {
		f.Evidence = append(f.Evidence, link.Observation)
		marked = marked || link.NoFailure || link.Classified
	}
	// Else there is nothing to ask.
	if marked {
		if at := decisive(&f); at >= 0 {
			if at >= given {
				if known, ok := evidence[at-given].err.(*Error); ok {
					return known.Reclassified()
				}
			}
			return err
		}
	}
	e := Classify(f)
	if err != nil {
		e.native = func() error { return err }
	}
	return e
}

// Which link decides and is no failure, or was classified before; less than 0 where facts decide.
func decisive(failure *Failure) int {
	facts := factsOf(failure)
	all, count, at := facts.all(), int32(len(facts.texts)), none
	instances.ask(func(core *core.Module) int32 {
		at = int(core.Xweigh(count))
		return none
	}, all...)
	return at
}
