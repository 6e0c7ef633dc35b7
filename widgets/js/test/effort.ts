/**
 * The processor time that a piece of work takes, in ms. Tests speak of effort by this, and with a wide margin: the time on the
 * clock tells as much of the machine, and of what else it does, as of the code.
 */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Repeats a measurement that a collection of garbage may have spoilt: what is wrong with the code is wrong each time. */
export function assertOnce(measure: () => void, tries = 5): void {
  try {
    measure();
  } catch (error) {
    if (tries === 1) throw error;
    assertOnce(measure, tries - 1);
  }
}
