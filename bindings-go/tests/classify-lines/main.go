// Failures as JSON lines on standard input, errors as JSON lines on standard output; a line that is
// no failure gives none. What Go's types can hold goes through both forms.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"

	"avatar-errors.example/tests"

	avatarerrors "avatar-errors.example/avatarerrors"
)

func main() {
	in, out := bufio.NewReaderSize(os.Stdin, 1<<20), bufio.NewWriter(os.Stdout)
	both, all := 0, 0
	for {
		line, err := in.ReadBytes('\n')
		if line = bytes.TrimSuffix(line, []byte("\n")); len(line) > 0 || err == nil {
			if answer := answered(line, &both); answer != nil {
				all++
				out.Write(append(answer, '\n'))
			}
		}
		if err == io.EOF {
			break
		}
	}
	out.Flush()
	fmt.Fprintf(os.Stderr, "Go: %d of %d also as a Failure\n", both, all)
	if all > 0 && both*2 < all {
		os.Exit(1)
	}
}

func answered(line []byte, both *int) []byte {
	read, err := avatarerrors.ClassifyJSON(line)
	if err != nil {
		return nil
	}
	answer, _ := read.MarshalJSON()
	if failure, ok := tests.ToFailure(line); ok {
		*both++
		if same, _ := avatarerrors.Classify(failure).MarshalJSON(); !bytes.Equal(same, answer) {
			fmt.Fprintf(os.Stderr, "as a failure another error:\n%s\n%s\n%s\n", line, answer, same)
			os.Exit(1)
		}
	}
	return answer
}
