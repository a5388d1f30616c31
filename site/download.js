// Downloads a file whose size is known: tells how far it is, and notices when it comes out short.

import { pause } from "./pause.js";

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
      const bytes = await request(url, onprogress);
      if (bytes.byteLength !== size) throw new Error(`${bytes.byteLength} bytes, not ${size}`);
      onprogress(size);
      return bytes;
    } catch (error) {
      if (attempt === ATTEMPTS) throw new Error(`Could not load ${url.pathname}: ${error}`);
      await pause(PAUSE * 2 ** (attempt - 1));
    }
  }
}

/**
 * XMLHttpRequest and not fetch: it tells of progress without handing every piece through the
 * page's thread, which is busy when most of this is loaded.
 * @param {URL} url
 * @param {(received: number) => void} onprogress
 * @returns {Promise<ArrayBuffer>}
 */
function request(url, onprogress) {
  const asked = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    asked.open("GET", url);
    asked.responseType = "arraybuffer";
    asked.onprogress = (event) => onprogress(event.loaded);
    asked.onerror = () => reject(new Error("the network failed"));
    asked.onload = () => {
      if (asked.status === 200) resolve(asked.response);
      else reject(new Error(`${asked.status} ${asked.statusText}`));
    };
    asked.send();
  });
}
