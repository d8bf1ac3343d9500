package avatarerrors

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"avatar-errors.example/avatarerrors/internal/core"
)

// Attempt is one try.
type Attempt struct {
	// From 1.
	Number int

	// Whether this try needs a new session token.
	NewToken bool

	// Whether it begins a new session, the old one being gone.
	NewSession bool
}

// RetryOptions says how to retry; the zero value has the defaults.
type RetryOptions struct {
	Policy *RetryPolicy

	// By default one for the whole process.
	Budget *RetryBudget

	// Called before each wait.
	OnRetry func(*Error, RetryDecision)
}

var defaultPolicy = sync.OnceValue(func() *RetryPolicy {
	policy, _ := NewRetryPolicy()
	return policy
})

// Retry runs an operation and tries again what is worth it. Only an [Error] is tried again, any other
// error is returned at once. Where it gives up, the last error is returned itself, and says in
// [Error.Attempts] how often it was tried. A context that is done ends it at once, with its cause.
func Retry[T any](
	ctx context.Context,
	options RetryOptions,
	operation func(context.Context, Attempt) (T, error),
) (T, error) {
	attempts := begin(options)
	defer attempts.handle.forget()
	var decision RetryDecision
	for {
		if ctx.Err() != nil {
			return *new(T), context.Cause(ctx)
		}
		attempt := Attempt{attempts.made() + 1, decision.NewToken, decision.NewSession}
		value, err := operation(ctx, attempt)
		if err == nil {
			attempts.succeeded()
			return value, nil
		}
		if ctx.Err() != nil {
			return value, context.Cause(ctx)
		}
		var known *Error
		if !errors.As(err, &known) || known == nil {
			return value, err
		}
		decision = attempts.failed(known)
		if !decision.Retry {
			atomic.StoreInt32(&known.attempts, int32(attempts.made()))
			return value, err
		}
		if !attempts.wait(ctx, options, known, decision) {
			return value, context.Cause(ctx)
		}
	}
}

// Whether there is another try: a wait that ends otherwise, by a panic of OnRetry too, gives its cost back.
func (a attempts) wait(ctx context.Context, options RetryOptions, known *Error, decision RetryDecision) (over bool) {
	defer func() {
		if !over {
			a.cancelled()
		}
	}()
	if options.OnRetry != nil {
		options.OnRetry(known, decision)
	}
	return waited(ctx, decision.Wait())
}

func waited(ctx context.Context, wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

// The tries of one operation.
type attempts struct {
	handle *handle
	begun  time.Time
}

func begin(options RetryOptions) attempts {
	policy, budget := options.Policy, options.Budget
	if policy == nil {
		policy = defaultPolicy()
	}
	if budget == nil {
		budget = sharedBudget()
	}
	handle, _ := newHandle(func(m *core.Module) int32 {
		return m.Xattempts(policy.handle.at(m), budget.handle.at(m))
	})
	return attempts{handle, time.Now()}
}

func (a attempts) made() int { return int(a.handle.tell((*core.Module).Xattempts_made)) }

func (a attempts) failed(err *Error) RetryDecision {
	elapsed := float64(time.Since(a.begun).Milliseconds())
	return a.handle.decided(err, func(m *core.Module, attempts int32) int32 {
		return m.Xattempts_failed(attempts, elapsed, rand.Float64())
	})
}

func (a attempts) succeeded() { a.do((*core.Module).Xattempts_succeeded) }

func (a attempts) cancelled() { a.do((*core.Module).Xattempts_cancelled) }

func (a attempts) do(what func(*core.Module, int32)) {
	a.handle.tell(func(m *core.Module, attempts int32) int32 {
		what(m, attempts)
		return 0
	})
}
