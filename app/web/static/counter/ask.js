// Asking the service: only the answer to the last question counts, and every failure says what to do.

import { spokenNow } from "./language.js";

const PATIENCE_MILLISECONDS = 10_000;

/** What went wrong where there is no answer: `why` is `offline`, `unreachable`, `timeout`, `unreadable`, `busy` or `problem`. */
export class Failed extends Error {
  constructor(why, facts = {}, problem = null) {
    super(why);
    Object.assign(this, { why, facts, problem });
  }
}

async function sent(path, body, headers, signal) {
  const patience = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": spokenNow(), ...headers },
      body,
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.any([signal, patience]),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Failed(patience.aborted ? "timeout" : navigator.onLine ? "unreachable" : "offline");
  }
}

async function answered(response) {
  const told = await response.json().catch(() => {
    throw new Failed("unreadable");
  });
  if (response.ok) return told;
  const seconds = response.headers.get("retry-after");
  if (seconds) throw new Failed("busy", { seconds }, told);
  throw new Failed("problem", told, told);
}

/** A line to the service on which a new question drops the one before it. */
export class Line {
  #last = null;
  #body = null;

  /** The answer; null where a later question dropped this one, or where the very same is under way. Throws `Failed`. */
  async ask(path, body, headers = {}) {
    if (this.#body === body) return null;
    this.drop();
    const mine = (this.#last = new AbortController());
    this.#body = body;
    try {
      const told = await answered(await sent(path, body, headers, mine.signal));
      return mine.signal.aborted ? null : told;
    } catch (error) {
      if (mine.signal.aborted) return null;
      throw error;
    } finally {
      if (mine === this.#last) this.#body = null;
    }
  }

  /** Whoever waits for an answer gets none. */
  drop() {
    this.#last?.abort();
    this.#body = null;
  }
}
