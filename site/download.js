// Downloads a file whose size is known: tells how far it is, and notices when it comes out short.

const ATTEMPTS = 3;
const PAUSE = 500; // ms before the second attempt; doubled for each later one

/**
 * @param {URL} url
 * @param {number} size in bytes, uncompressed
 * @param {(received: number) => void} onprogress bytes so far, of this attempt
 * @returns {Promise<ArrayBuffer>}
 */
export async function download(url, size, onprogress) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(url, size, onprogress);
    } catch (error) {
      if (attempt === ATTEMPTS) throw new Error(`Could not load ${url.pathname}: ${error}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE * 2 ** (attempt - 1)));
    }
  }
}

/** @param {URL} url @param {number} size @param {(received: number) => void} onprogress */
async function attemptOnce(url, size, onprogress) {
  const { ok, status, statusText, body } = await fetch(url);
  if (!ok || !body) throw new Error(`${status} ${statusText}`);
  const bytes = new Uint8Array(size);
  let received = 0;
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (received + part.value.length > size) throw new Error(`longer than ${size} bytes`);
    bytes.set(part.value, received);
    received += part.value.length;
    onprogress(received);
  }
  if (received < size) throw new Error(`${received} bytes of ${size}`);
  return bytes.buffer;
}
