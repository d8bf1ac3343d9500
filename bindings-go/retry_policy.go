package avatarerrors

import (
	"encoding/json"
	"math"
	"time"

	"avatar-errors.example/avatarerrors/internal/core"
)

// RetryPolicy says how often and how long to try again.
type RetryPolicy struct{ handle *handle }

// RetryOption is one value of a [RetryPolicy].
type RetryOption func(*settings)

// WithAttempts is how often to try in all, the first time included; default 3.
func WithAttempts(count int64) RetryOption { return at(0, float64(count)) }

// WithBaseMs is the longest wait before the second try; default 500.
func WithBaseMs(ms int64) RetryOption { return at(1, float64(ms)) }

// WithFactor is what the longest wait grows by with every try; default 2.
func WithFactor(factor float64) RetryOption { return at(2, factor) }

// WithCapMs is the longest wait of all, though Retry-After may ask for more; default 20,000.
func WithCapMs(ms int64) RetryOption { return at(3, float64(ms)) }

// WithMaxRetryAfterMs is as much of a Retry-After as is waited; default 60,000.
func WithMaxRetryAfterMs(ms int64) RetryOption { return at(4, float64(ms)) }

// WithMaxElapsedMs is when the last try may begin, after the first; default 120,000.
func WithMaxElapsedMs(ms int64) RetryOption { return at(5, float64(ms)) }

func at(place int, value float64) func(*settings) {
	return func(settings *settings) { settings.set(place, value) }
}

// NewRetryPolicy refuses a value that cannot be.
func NewRetryPolicy(options ...RetryOption) (*RetryPolicy, error) {
	var s settings
	for _, option := range options {
		option(&s)
	}
	handle, err := newHandle(func(m *core.Module) int32 {
		v := s.values
		return m.Xpolicy(s.given, v[0], v[1], v[2], v[3], v[4], v[5])
	})
	if err != nil {
		return nil, err
	}
	return &RetryPolicy{handle}, nil
}

// RetryState is what has happened until a try failed. Any number is taken.
type RetryState struct {
	// The number of the try that failed, from 1; 0 counts as 1.
	Attempt float64

	// Since the first try began.
	ElapsedMs float64

	// How many tries were made because of [RecoveryRenewToken].
	Renewals float64

	// From 0 to 1; spreads the waits. 1 where it is nil.
	Random *float64

	// What is left of the budget; a full one where it is nil.
	Budget *float64
}

// RetryDecision is what to do after a failed try: stop, or wait so long and try again.
type RetryDecision struct {
	// Whether to try again.
	Retry bool `json:"retry"`

	// How long to wait before.
	WaitMs int64 `json:"wait_ms"`

	// Whether the next try needs a new session token: tokens are single-use.
	NewToken bool `json:"new_token"`

	// Whether it needs a new session: the old one is gone with its state.
	NewSession bool `json:"new_session"`

	// What it takes from the [RetryBudget].
	Cost int64 `json:"cost"`

	// Why, such as transient, throttled or budget_exhausted.
	Reason string `json:"reason"`
}

// Wait is how long to wait before.
func (d RetryDecision) Wait() time.Duration {
	const most = int64(1<<63-1) / int64(time.Millisecond)
	return time.Duration(min(d.WaitMs, most)) * time.Millisecond
}

// Decide is pure: the same inputs give the same decision, to the millisecond, in every language.
func (p *RetryPolicy) Decide(err *Error, state RetryState) RetryDecision {
	random, budget := numberOr(state.Random), numberOr(state.Budget)
	if state.Attempt == 0 {
		state.Attempt = math.NaN() // Not given.
	}
	return p.handle.decided(err, func(m *core.Module, policy int32) int32 {
		return m.Xdecide(policy, state.Attempt, state.ElapsedMs, state.Renewals, random, budget)
	})
}

func (h *handle) decided(err *Error, ask func(*core.Module, int32) int32) (decision RetryDecision) {
	text := state.about(err, func(m *core.Module) int32 { return ask(m, h.at(m)) })
	_ = json.Unmarshal([]byte(text), &decision)
	return decision
}
