/**
 * How far this device's clock is from the server's, so that every screen reaches zero together.
 */

/** One question and its answer; all times in Unix ms. */
export interface ClockSample {
	sentAt: number;
	serverAt: number;
	receivedAt: number;
}

export interface Offset {
	/** Add this to the own clock to get the server's, in ms. */
	offset: number;
	/** The round trip it was measured with, in ms: the offset is wrong by half of it at most. */
	roundTrip: number;
}

/** The better of what was known and a new sample: the smaller round trip wins. */
export function measure(known: Offset | null, sample: ClockSample): Offset | null {
	const roundTrip = sample.receivedAt - sample.sentAt;
	// A clock that was set between question and answer measures nothing.
	if (roundTrip < 0) return known;
	if (known !== null && known.roundTrip <= roundTrip) return known;
	return { offset: sample.serverAt - (sample.sentAt + sample.receivedAt) / 2, roundTrip };
}
