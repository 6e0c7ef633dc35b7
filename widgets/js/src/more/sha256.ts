/** SHA-256 of short ASCII texts (RFC 6234), because `crypto.subtle` is missing on pages without https. Returns the first 32 bits. */
export function sha256Head(text: string): number {
  const words = new Int32Array(16 * (((text.length + 8) >> 6) + 1));
  for (let i = 0; i < text.length; i++) words[i >> 2]! |= text.charCodeAt(i) << (24 - (i % 4) * 8);
  words[text.length >> 2]! |= 128 << (24 - (text.length % 4) * 8);
  words[words.length - 1] = text.length * 8;

  const state = Int32Array.from(START);
  const schedule = new Int32Array(64);
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      if (i < 16) schedule[i] = words[block + i]!;
      else {
        const x = schedule[i - 15]!;
        const y = schedule[i - 2]!;
        schedule[i] = schedule[i - 16]! + schedule[i - 7]! + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
      }
      const t = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUND[i]! + schedule[i]!) | 0;
      const u = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t) | 0, c, b, a, (t + u) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i]! += value));
  }
  return state[0]! >>> 0;
}

const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

// The fractional parts of the square roots of the first 8 primes, and of the cube roots of the first 64.
const primes: number[] = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
const fraction = (root: number): number => ((root % 1) * 2 ** 32) | 0;
const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUND = primes.map((prime) => fraction(Math.cbrt(prime)));
