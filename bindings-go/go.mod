module avatar-errors.example/avatarerrors

go 1.23
