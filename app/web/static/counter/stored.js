// What the browser keeps: for this tab, or for all. Where it keeps nothing, the page remembers for as long as it is open.

function store(name) {
  const remembered = new Map();
  const tried = (work, otherwise) => {
    try {
      return work(window[name]);
    } catch {
      return otherwise();
    }
  };
  return {
    get: (key) => tried((held) => held.getItem(key), () => remembered.get(key) ?? null),
    set: (key, value) => tried((held) => held.setItem(key, value), () => remembered.set(key, value)),
    remove: (key) => tried((held) => held.removeItem(key), () => remembered.delete(key)),
  };
}

/** For this tab alone, until it is closed: what is typed, keys and receipts, the secret. */
export const tab = store("sessionStorage");

/** For this browser: language and area, nothing of a person. */
export const browser = store("localStorage");
