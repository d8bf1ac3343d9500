#if canImport(FoundationNetworking)  // which takes any upgrade; Apple's would want the right answer to its key
    import AvatarErrors
    import Foundation
    import FoundationNetworking
    import XCTest

    /// What the real `URLSessionWebSocketTask` says.
    final class WebSocketTaskTests: XCTestCase {
        private static let upgrade =
            "HTTP/1.1 101 \r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\n\r\n"

        private func failed(
            _ manner: Listener.Manner,
            meanwhile: @escaping @Sendable (URLSessionWebSocketTask) -> Void = { _ in }
        ) async throws -> AvatarError {
            let listener = Listener(manner)
            let session = URLSession(configuration: .ephemeral)
            defer { session.invalidateAndCancel() }
            let task = session.webSocketTask(with: try XCTUnwrap(URL(string: "ws://\(listener.address)/")))
            task.resume()
            let other = Task {
                try await Task.sleep(nanoseconds: 500_000_000)
                meanwhile(task)
            }
            defer { other.cancel() }
            let message: URLSessionWebSocketTask.Message
            do {
                message = try await task.receive()
            } catch {
                return try AvatarError(error, phase: .websocketRuntime, task: task, connectionID: "c-1")
            }
            throw NothingThrown(instead: "\(message)")
        }

        private func closed(_ payload: [UInt8]) async throws -> AvatarError {
            try await failed(.answerThen(Self.upgrade, [0x88, UInt8(payload.count)] + payload))
        }

        func testAReceivedClose() async throws {
            let error = try await closed([0x03, 0xF3] + Array("internal".utf8))
            XCTAssertEqual(error.closeCode, 1011)
            XCTAssertEqual(error.closeReason, "internal")
            XCTAssertEqual(error.code, .connectionClosed)
            XCTAssertEqual(error.connectionID, "c-1")
        }

        func testACloseCodeThatTheTaskDoesNotHave() async throws {
            let error = try await closed([0x0F, 0xA1] + Array("Credits exhausted".utf8))
            XCTAssertNil(error.closeCode, "4001 was reported as 1003")
            XCTAssertEqual(error.code, .creditsExhausted)
            let silent = try await closed([0x0F, 0xA1])
            XCTAssertNil(silent.closeCode)
            XCTAssertEqual(silent.code, .connectionClosed)
        }

        func testACloseThatNobodyMaySend() async throws {
            for payload: [UInt8] in [[0x03, 0xEE], [0x03, 0xE8, 0xC3, 0xFF]] {
                let error = try await closed(payload)
                XCTAssertEqual(error.code, .protocolError, error.message)
                XCTAssertNil(error.closeCode)
            }
        }

        func testAnEndAndAReset() async throws {
            let ended = try await failed(.answer(Self.upgrade))
            XCTAssertTrue(ended.message.hasSuffix("(websocket_runtime, other)"), ended.message)
            XCTAssertNil(ended.closeCode)
            let reset = try await failed(.reset)
            XCTAssertTrue(reset.message.hasSuffix("(websocket_runtime, reset)"), reset.message)
        }

        func testARefusedUpgrade() async throws {
            let answer = "HTTP/1.1 429 \r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"
            let error = try await failed(.answer(answer))
            XCTAssertEqual(error.code, .concurrencyLimit)
            XCTAssertEqual(error.httpStatus, 429)
            XCTAssertEqual(error.retryAfterMs, 7_000)
        }

        func testTheCallersOwnCloseGoesOnUntouched() async throws {
            let closes: [@Sendable (URLSessionWebSocketTask) -> Void] = [
                { $0.cancel() }, { $0.cancel(with: .goingAway, reason: nil) },
            ]
            for close in closes {
                do {
                    let error = try await failed(.hold(Self.upgrade), meanwhile: close)
                    XCTFail("a failure: \(error)")
                } catch {
                    XCTAssertEqual((error as? URLError)?.code, .networkConnectionLost)
                }
            }
        }
    }
#endif
