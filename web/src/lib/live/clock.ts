/**
 * How far this device's clock is from the server's, so that every screen reaches zero together.
 */

/** One question and its answer; all times in Unix ms. */
export interface ClockSample {
	sentAt: number;
	serverAt: number;
	receivedAt: number;
}

/** How far two clocks may run apart between two measurements without having been set, in ms. */
const drift = 500;

export interface Offset {
	/** Add this to the own clock to get the server's, in ms. */
	offset: number;
	/** The round trip it was measured with, in ms: the offset is wrong by half of it at most. */
	roundTrip: number;
}

/**
 * The better of what was known and a new sample: the smaller round trip wins, unless the two cannot
 * both be true. Then the device's clock was set in between, and what was known is worth nothing.
 */
export function measure(known: Offset | null, sample: ClockSample): Offset | null {
	const roundTrip = sample.receivedAt - sample.sentAt;
	// A clock that was set between question and answer measures nothing.
	if (roundTrip < 0) return known;
	const offset = sample.serverAt - (sample.sentAt + sample.receivedAt) / 2;
	if (known !== null && known.roundTrip <= roundTrip) {
		const apart = Math.abs(offset - known.offset);
		if (apart <= (known.roundTrip + roundTrip) / 2 + drift) return known;
	}
	return { offset, roundTrip };
}
