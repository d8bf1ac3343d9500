package avatarerrors

import (
	"encoding/binary"
	"runtime"
	"sync"

	"avatar-errors.example/avatarerrors/internal/core"
)

const (
	// There is no answer; what is less is a refusal, less the length of its reason.
	none    = -1
	refused = -2
	// The instance trapped: a defect of the core, or no memory left.
	trapped = -1 << 31

	absent = 1<<32 - 1
	// An instance that once needed more is not kept.
	mostMemory = 1 << 20
)

type question func(*core.Module) int32

type instance struct{ module *core.Module }

func newInstance() *instance { return &instance{core.New()} }

// Asks about the parts; a nil part is one that is not there.
func (i *instance) ask(question question, parts ...[]byte) (answer string, status int32) {
	if len(parts) > 0 {
		i.write(parts)
	}
	status = question(i.module)
	if status == none {
		return "", status
	}
	length := status
	if status < none {
		length = refused - status
	}
	at := i.module.Xoutput()
	return string(i.memory()[uint32(at):][:length]), status
}

func (i *instance) write(parts [][]byte) {
	length := 0
	for _, part := range parts {
		length += 4 + len(part)
	}
	memory := i.module.Xinput(int32(length))
	to := i.memory()[uint32(memory):]
	for _, part := range parts {
		size := uint32(absent)
		if part != nil {
			size = uint32(len(part))
		}
		binary.LittleEndian.PutUint32(to, size)
		to = to[4+copy(to[4:], part):]
	}
}

func (i *instance) memory() []byte { return *i.module.Xmemory().Slice() }

// At most GOMAXPROCS instances, the last one used first, so that few calls at a time make few.
type pool struct {
	mutex sync.Mutex
	freed sync.Cond
	free  []*instance
	made  int
}

var instances = newPool()

func newPool() *pool {
	p := &pool{}
	p.freed.L = &p.mutex
	return p
}

func (p *pool) take() *instance {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for {
		if last := len(p.free) - 1; last >= 0 {
			taken := p.free[last]
			p.free = p.free[:last]
			return taken
		}
		if p.made < runtime.GOMAXPROCS(0) {
			p.made++
			return nil
		}
		p.freed.Wait()
	}
}

// Nil where it is gone.
func (p *pool) give(back *instance) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if back == nil || len(back.memory()) > mostMemory {
		p.made--
	} else {
		p.free = append(p.free, back)
	}
	p.freed.Signal()
}

func (p *pool) ask(question question, parts ...[]byte) (answer string, status int32) {
	i := p.take()
	defer func() {
		if recover() != nil {
			i, answer, status = nil, "", trapped
		}
		p.give(i)
	}()
	if i == nil {
		i = newInstance()
	}
	return i.ask(question, parts...)
}

// The same of one where there is always an answer; false where the instance trapped.
func (p *pool) answer(question question, parts ...[]byte) (string, bool) {
	answer, status := p.ask(question, parts...)
	return answer, status >= 0
}
