// Asking the service: only the answer to the last question counts, and every failure says what to do.

import { spokenNow } from "./language.js";

const PATIENCE_MILLISECONDS = 10_000;

/**
 * What went wrong where there is no answer: `why` is `offline`, `unreachable`, `timeout`, `unreadable`,
 * `refused`, `busy` or `problem`.
 */
export class Failed extends Error {
  constructor(why, facts = {}, problem = null) {
    super(why);
    Object.assign(this, { why, facts, problem });
  }
}

async function sent(path, body, headers, signal) {
  try {
    return await fetch(path, {
      method: body === null ? "GET" : "POST",
      headers: { "content-type": "application/json", "accept-language": spokenNow(), ...headers },
      body,
      credentials: "omit",
      cache: "no-store",
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Failed(navigator.onLine ? "unreachable" : "offline");
  }
}

/** Whether it is what we asked for: an answer with its policy, a receipt, parts of a case, or the formats of these. */
const isOurs = ({ assessment, policy, receipt, format, formats }) =>
  Boolean((assessment?.policy ?? policy)?.revision ?? receipt?.policy ?? format ?? formats);

async function answered(response) {
  const told = await response.json().catch(() => ({}));
  if (response.ok) {
    if (isOurs(told)) return told;
    throw new Failed("unreadable");
  }
  if (!told.title) throw new Failed("refused", { status: response.status });
  const seconds = response.headers.get("retry-after");
  throw new Failed(seconds ? "busy" : "problem", { ...told, seconds }, told);
}

/** A line to the service on which a new question drops the one before it. */
export class Line {
  #last = null;
  #asked = null;

  /** The answer (no body: just fetched); null where a later question dropped this one, or where the very same is under way. Throws `Failed`. */
  async ask(path, body, headers = {}) {
    const asked = `${path} ${body}`;
    if (this.#asked === asked) return null;
    this.drop();
    const mine = (this.#last = new AbortController());
    this.#asked = asked;
    let late = false;
    const patience = setTimeout(() => {
      late = true;
      mine.abort();
    }, PATIENCE_MILLISECONDS);
    try {
      const told = await answered(await sent(path, body, headers, mine.signal));
      return mine.signal.aborted ? null : told;
    } catch (error) {
      if (late) throw new Failed("timeout");
      if (mine.signal.aborted) return null;
      throw error;
    } finally {
      clearTimeout(patience);
      if (mine === this.#last) this.#asked = null;
    }
  }

  /** Whoever waits for an answer gets none. */
  drop() {
    this.#last?.abort();
    this.#asked = null;
  }
}
