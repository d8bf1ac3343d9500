package avatarerrors

import "reflect"

const mostLinks = 32

// What a link says, and the link.
type observed struct {
	Observation
	err error
}

// What an error and those beneath it say; it may hang beneath something else.
func evidenceOf(err error, depth int) []observed {
	links := walked(nil, err, LinkCause, depth)
	for i := range links {
		observe(&links[i])
	}
	if links[0].Said.Message == "" {
		links[0].Said.Message = textOf(err)
	}
	return links
}

// The same beneath something that is no error itself, but broke.
func beneath(err error) []observed {
	head := observed{Observation{Link: LinkCause}, err}
	head.Said.Transport, head.Said.Message = TransportOther, textOf(err)
	return append([]observed{head}, evidenceOf(err, 1)...)
}

// Outermost first, depth first. A chain that goes round ends where it is too long.
func walked(links []observed, err error, link Link, depth int) []observed {
	if err == nil || len(links) >= mostLinks {
		return links
	}
	if stand, ok := err.(*held); ok {
		return walked(links, stand.native(), link, depth)
	}
	links = append(links, observed{Observation{Link: link, Depth: depth}, err})
	if _, ours := err.(*Error); ours {
		return links
	}
	for _, cause := range causes(err) {
		links = walked(links, cause, LinkCause, depth+1)
	}
	for _, member := range members(err) {
		links = walked(links, member, LinkMember, depth+1)
	}
	return links
}

func causes(err error) (causes []error) {
	defer quiet()
	if wrapper, ok := err.(interface{ Unwrap() error }); ok {
		causes = append(causes, wrapper.Unwrap())
	}
	return causes
}

func members(err error) (members []error) {
	defer quiet()
	if group, ok := err.(interface{ Unwrap() []error }); ok {
		members = group.Unwrap()
	}
	return members
}

func observe(link *observed) {
	defer quiet()
	if err, ours := link.err.(*Error); ours {
		link.Classified = err != nil
		return
	}
	for _, read := range adapters {
		if read(link.err, &link.Observation) {
			return
		}
	}
}

// An error's own methods may panic, as those of a nil pointer do.
func quiet() { _ = recover() }

// The error's own text, or the name of its type.
func textOf(err error) (text string) {
	defer quiet()
	text = reflect.TypeOf(err).String()
	if own := err.Error(); own != "" {
		text = own
	}
	return text
}
