package avatarerrors

func transportOf(error) (Transport, bool) { return "", false }
