/** What the big clock before a start shows. */

export type Face = { kind: 'wait'; seconds: number } | { kind: 'go' } | null;

/** How long GO stays, in ms. */
export const goTime = 3000;

/**
 * @param startsAt end of the countdown by the server's clock, Unix ms; null without countdown
 * @param startedAt when the race started by the server's clock, Unix ms; null before
 * @param serverNow the server's clock now, Unix ms
 */
export function countdownFace(
	startsAt: number | null,
	startedAt: number | null,
	serverNow: number
): Face {
	if (startsAt !== null && serverNow < startsAt) {
		return { kind: 'wait', seconds: Math.ceil((startsAt - serverNow) / 1000) };
	}
	// The clock says GO at zero, whether or not the news of the start has come in yet.
	const zero = startsAt ?? startedAt;
	if (zero === null) return null;
	const since = serverNow - zero;
	return since >= 0 && since < goTime ? { kind: 'go' } : null;
}
