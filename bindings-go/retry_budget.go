package avatarerrors

import (
	"sync"

	"avatar-errors.example/avatarerrors/internal/core"
)

// RetryBudget stops retry storms: tries that fail empty it, successes fill it, and where it is empty
// nothing is tried again. It never holds up a first try. Share one between all that call the same
// service.
type RetryBudget struct{ handle *handle }

// Of the whole process, for everyone who brings none: that of one operation would stop no storm.
var sharedBudget = sync.OnceValue(func() *RetryBudget {
	budget, _ := newBudget(0, 0)
	return budget
})

// NewRetryBudget is a full budget of so many.
func NewRetryBudget(capacity uint32) *RetryBudget {
	budget, _ := newBudget(1, float64(capacity))
	return budget
}

func newBudget(given int32, capacity float64) (*RetryBudget, error) {
	handle, err := newHandle(func(m *core.Module) int32 { return m.Xbudget(given, capacity) })
	return &RetryBudget{handle}, err
}

// Left is what is left of it.
func (b *RetryBudget) Left() uint32 {
	return uint32(b.handle.tell((*core.Module).Xbudget_left))
}

// Take takes the cost of a retry; false, and takes nothing, where less is left.
func (b *RetryBudget) Take(cost uint32) bool {
	return b.handle.tell(func(m *core.Module, budget int32) int32 {
		return m.Xbudget_take(budget, float64(cost))
	}) != 0
}

// Refund gives back after a success what its last retry took, 0 where there was none.
func (b *RetryBudget) Refund(cost uint32) {
	b.handle.tell(func(m *core.Module, budget int32) int32 {
		m.Xbudget_refund(budget, float64(cost))
		return 0
	})
}

// A number of an object; 0 where its instance trapped.
func (h *handle) tell(ask func(*core.Module, int32) int32) (number int32) {
	state.ask(func(m *core.Module) int32 {
		number = ask(m, h.at(m))
		return none
	})
	return number
}
