import { errorsOf } from "../../bindings-node/test/lines.mjs";

export default {
  async fetch(request) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    return new Response(errorsOf(bytes));
  },
};
