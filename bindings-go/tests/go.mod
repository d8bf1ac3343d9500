module avatar-errors.example/tests

go 1.23

require (
	github.com/coder/websocket v1.8.13
	github.com/gorilla/websocket v1.5.3
	google.golang.org/grpc v1.71.0
)

require (
	golang.org/x/sys v0.29.0 // indirect
	google.golang.org/genproto/googleapis/rpc v0.0.0-20250115164207-1a7da9e5054f // indirect
	google.golang.org/protobuf v1.36.4 // indirect
)
