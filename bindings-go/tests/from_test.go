package tests

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	coder "github.com/coder/websocket"
	gorilla "github.com/gorilla/websocket"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	avatarerrors "avatar-errors.example/avatarerrors"
)

// What an error gives, where it is one of ours.
func from(t *testing.T, err error, phase avatarerrors.Phase) *avatarerrors.Error {
	t.Helper()
	if err == nil {
		t.Fatal("it did not fail")
	}
	e, ok := avatarerrors.From(err, phase).(*avatarerrors.Error)
	if !ok {
		t.Fatalf("%T %v gives %v", err, err, avatarerrors.From(err, phase))
	}
	return e
}

func rule(t *testing.T, err error, rule string) {
	t.Helper()
	if e := from(t, err, avatarerrors.PhaseSessionToken); e.Rule != rule {
		t.Errorf("%T %v: rule %s, not %s", err, err, e.Rule, rule)
	}
}

func get(ctx context.Context, client *http.Client, url string) error {
	request, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err == nil {
		_, err = io.ReadAll(response.Body)
		response.Body.Close()
	}
	return err
}

// A server that does as it is told with each connection.
func serve(t *testing.T, each func(net.Conn)) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go each(connection)
		}
	}()
	return listener.Addr().String()
}

func TestFromNetHTTP(t *testing.T) {
	ctx, client := context.Background(), &http.Client{Transport: &http.Transport{}}
	listener, _ := net.Listen("tcp", "127.0.0.1:0")
	closed := listener.Addr().String()
	listener.Close()
	rule(t, get(ctx, client, "http://"+closed), "transport.session_token.refused")
	rule(t, get(ctx, client, "http://nowhere.invalid"), "transport.session_token.dns")

	resets := serve(t, func(connection net.Conn) {
		_, _ = connection.Read(make([]byte, 1))
		_ = connection.(*net.TCPConn).SetLinger(0)
		connection.Close()
	})
	rule(t, get(ctx, client, "http://"+resets), "transport.session_token.reset")
	ends := serve(t, func(connection net.Conn) {
		_, _ = connection.Read(make([]byte, 4096))
		connection.Close()
	})
	rule(t, get(ctx, client, "http://"+ends), "transport.session_token.other")
	short := serve(t, func(connection net.Conn) {
		_, _ = connection.Read(make([]byte, 4096))
		_, _ = io.WriteString(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
		connection.Close()
	})
	rule(t, get(ctx, client, "http://"+short), "transport.session_token.other")
	nonsense := serve(t, func(connection net.Conn) {
		_, _ = connection.Read(make([]byte, 4096))
		_, _ = io.WriteString(connection, "SSH-2.0-not-http\r\n")
		connection.Close()
	})
	rule(t, get(ctx, client, "http://"+nonsense), "transport.session_token.other")

	hangs := serve(t, func(connection net.Conn) {
		_, _ = io.Copy(io.Discard, connection)
	})
	slow := &http.Client{Timeout: 50 * time.Millisecond}
	rule(t, get(ctx, slow, "http://"+hangs), "transport.session_token.timeout")
	deadline, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	rule(t, get(deadline, client, "http://"+hangs), "transport.session_token.timeout")
}

func TestFromTLS(t *testing.T) {
	ctx := context.Background()
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	defer secure.Close()
	secure.Config.ErrorLog = nil
	rule(t, get(ctx, &http.Client{}, secure.URL), "transport.session_token.tls")
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	rule(t, get(ctx, &http.Client{}, strings.Replace(plain.URL, "http:", "https:", 1)), "transport.session_token.tls")
	old := secure.Client()
	old.Transport.(*http.Transport).TLSClientConfig.MaxVersion = tls.VersionTLS11
	rule(t, get(ctx, old, secure.URL), "transport.session_token.tls")
}

func TestACancellationIsReturnedAsItIs(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	connection, err := net.Dial("tcp", serve(t, func(net.Conn) {}))
	if err != nil {
		t.Fatal(err)
	}
	connection.Close()
	_, closed := connection.Read(make([]byte, 1))
	_, undialed := (&net.Dialer{}).DialContext(ctx, "tcp", "127.0.0.1:1")
	for _, err := range []error{
		closed, undialed,
		context.Canceled,
		get(ctx, &http.Client{}, "http://127.0.0.1:1"),
		fmt.Errorf("session: %w", context.Canceled),
		status.FromContextError(context.Canceled).Err(),
	} {
		if got := avatarerrors.From(err, avatarerrors.PhaseSessionToken); got != err {
			t.Errorf("%T %v gives %v", err, err, got)
		}
	}
	rule(t, errors.Join(syscall.ECONNREFUSED, context.Canceled), "transport.session_token.refused")
}

func TestWhatWasClassifiedStaysAsItIs(t *testing.T) {
	e := failing("4001")
	for _, err := range []error{e, fmt.Errorf("a: %w", e), errors.Join(e, io.EOF)} {
		if got := from(t, err, avatarerrors.PhaseSessionToken); got.Code != e.Code || got.Phase != e.Phase {
			t.Errorf("%v gives %v", err, got)
		}
	}
}

func TestLinksCountFromTheOutside(t *testing.T) {
	rule(t, fmt.Errorf("a: %w", fmt.Errorf("b: %w", syscall.EHOSTUNREACH)), "transport.session_token.unreachable")
	rule(t, errors.Join(errors.New("says nothing"), syscall.EPIPE, syscall.ECONNREFUSED), "transport.session_token.reset")
	rule(t, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("odd")}, "transport.session_token.other")
	e := from(t, errors.New("odd, token="+secret), avatarerrors.PhaseSessionToken)
	if !strings.Contains(e.Message, "odd, token=[redacted]") {
		t.Error(e)
	}
}

func TestFromResponse(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		writer.Header().Set("Retry-After", "7")
		writer.WriteHeader(429)
		_, _ = io.WriteString(writer, `{"code":4003,"message":"too many"}`)
		if request.URL.Path == "/hangs" {
			writer.(http.Flusher).Flush()
			<-request.Context().Done()
		}
	}))
	defer server.Close()
	response, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	e := avatarerrors.FromResponse(response, avatarerrors.PhaseSessionToken).(*avatarerrors.Error)
	if e.Code != avatarerrors.ConcurrencyLimit || e.HTTPStatus != 429 || e.RetryAfterMs != 7000 || e.ServerDetail != "too many" {
		t.Errorf("%#v", e)
	}
	if body, err := io.ReadAll(response.Body); string(body) != `{"code":4003,"message":"too many"}` || err != nil {
		t.Errorf("the body cannot be read again: %s %v", body, err)
	}
	response, err = http.Get(server.URL + "/hangs")
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	e = avatarerrors.FromResponse(response, avatarerrors.PhaseSessionToken).(*avatarerrors.Error)
	if e.HTTPStatus != 429 || time.Since(begun) > 10*time.Second {
		t.Errorf("%#v after %v", e, time.Since(begun))
	}
}

// A WebSocket server: refuses the upgrade at /refuse, closes as the service does at /close, breaks off
// at /break, sends a broken frame at /frame.
func sockets(t *testing.T) string {
	upgrader := gorilla.Upgrader{}
	server := httptest.NewServer(http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		if request.URL.Path == "/refuse" {
			writer.WriteHeader(402)
			_, _ = io.WriteString(writer, `{"message":"pay first"}`)
			return
		}
		connection, err := upgrader.Upgrade(writer, request, nil)
		if err != nil {
			return
		}
		defer connection.Close()
		switch request.URL.Path {
		case "/close":
			_ = connection.WriteMessage(gorilla.CloseMessage, gorilla.FormatCloseMessage(4001, "credits exhausted"))
		case "/frame":
			_, _ = connection.NetConn().Write([]byte{0xf3, 0x00})
		}
	}))
	t.Cleanup(server.Close)
	return "ws" + strings.TrimPrefix(server.URL, "http")
}

func TestFromGorilla(t *testing.T) {
	at := sockets(t)
	_, response, err := gorilla.DefaultDialer.Dial(at+"/refuse", nil)
	e := avatarerrors.FromDial(response, err, avatarerrors.PhaseWebsocketConnect).(*avatarerrors.Error)
	if e.HTTPStatus != 402 || e.ServerDetail != "pay first" || !errors.Is(e, gorilla.ErrBadHandshake) {
		t.Errorf("%#v", e)
	}
	_, _, err = gorilla.DefaultDialer.Dial("ftp"+at[2:], nil)
	rule(t, err, "invalid_argument")
	ends := map[string]string{
		"/close": "close_code.4001", "/break": "transport.websocket_runtime.other", "/frame": "protocol.other",
	}
	for path, expected := range ends {
		connection, _, err := gorilla.DefaultDialer.Dial(at+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = connection.ReadMessage()
		e := from(t, err, avatarerrors.PhaseWebsocketRuntime)
		t.Log(path, err, e.Rule)
		if e.Rule != expected {
			t.Errorf("%s: %v: %#v", path, err, e)
		}
		connection.Close()
		if _, _, err = connection.ReadMessage(); path == "/close" && err == nil {
			t.Error("read from what is closed")
		}
	}
}

func TestFromCoder(t *testing.T) {
	ctx, at := context.Background(), sockets(t)
	_, response, err := coder.Dial(ctx, at+"/refuse", nil)
	e := avatarerrors.FromDial(response, err, avatarerrors.PhaseWebsocketConnect).(*avatarerrors.Error)
	if e.HTTPStatus != 402 || e.ServerDetail != "pay first" {
		t.Errorf("%#v", e)
	}
	_, _, err = coder.Dial(ctx, "ftp"+at[2:], nil)
	rule(t, err, "invalid_argument")
	ends := map[string]string{
		"/close": "close_code.4001", "/break": "transport.websocket_runtime.other", "/frame": "protocol.other",
	}
	for path, expected := range ends {
		connection, _, err := coder.Dial(ctx, at+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = connection.Read(ctx)
		e := from(t, err, avatarerrors.PhaseWebsocketRuntime)
		t.Log(path, err, e.Rule)
		if e.Rule != expected {
			t.Errorf("%s: %v: %#v", path, err, e)
		}
		_ = connection.CloseNow()
	}
}

func TestFromGRPC(t *testing.T) {
	err := fmt.Errorf("egress: %w", status.Error(codes.ResourceExhausted, "no credit left"))
	e := from(t, err, avatarerrors.PhaseSessionToken)
	if e.Code != avatarerrors.CreditsExhausted || e.ServerCode != "ResourceExhausted" || e.ServerDetail != "no credit left" {
		t.Errorf("%#v", e)
	}
}
