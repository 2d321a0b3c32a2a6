// Whether a learner works with keys on this device. A browser may forbid its store: keys are on then.

const OFF = "keys-off";

export function keysOff() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false;
  }
}

export function switchKeys(on) {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // The choice holds for this page only.
  }
}
