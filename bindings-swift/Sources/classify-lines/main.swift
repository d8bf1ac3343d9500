// Reads failures from standard input, a JSON object a line, and writes their errors as
// canonical JSON. A line that is no JSON object gives no line.

import FailureLines
import Foundation

var native = 0
var foreign = 0
var output = Data()
for bytes in FileHandle.standardInput.readDataToEndOfFile().split(separator: UInt8(ascii: "\n")) {
    guard let line = String(bytes: bytes, encoding: .utf8), let failure = FailureLine(line) else { continue }
    output.append(contentsOf: failure.error.toJSON().utf8)
    output.append(UInt8(ascii: "\n"))
    if failure.native { native += 1 } else { foreign += 1 }
}
FileHandle.standardOutput.write(output)
FileHandle.standardError.write(Data("\(native) lines read by Foundation, \(foreign) by the core\n".utf8))
