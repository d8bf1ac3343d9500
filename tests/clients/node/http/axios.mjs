const MAX_BODY = 64 * 1024;

/** axios, which throws for every status but 2xx and parses by itself. */
export async function load(oldest) {
  const { default: axios } = await import(oldest ? 'axios-oldest' : 'axios');
  return async (url, { headers, json, timeout }) => {
    const response = await axios.post(url, json, {
      headers,
      maxContentLength: MAX_BODY,
      maxRedirects: 0,
      // Its own `timeout` begins anew with everything that comes.
      signal: AbortSignal.timeout(timeout),
    });
    return { response, answer: response.data };
  };
}
