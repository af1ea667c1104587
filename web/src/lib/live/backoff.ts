/** When to try again after a connection was lost. */

const waits = [1, 2, 5, 10, 30];

/** Milliseconds to wait before attempt `attempt`, counted from 0 after each success. */
export function waitBefore(attempt: number): number {
	return (waits[Math.min(attempt, waits.length - 1)] ?? 30) * 1000;
}

/** The server says that there is no such race; asking again would not change that. */
export const closeNotFound = 4004;
