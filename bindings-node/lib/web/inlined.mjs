// The module's bytes, so that no bundler needs to know of WebAssembly and nothing is fetched.
const text = atob("BASE64");
const bytes = new Uint8Array(text.length);
for (let at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
export default bytes;
