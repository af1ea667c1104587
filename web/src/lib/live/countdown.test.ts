import { expect, test } from 'vitest';
import { waitBefore } from './backoff';
import { countdownFace } from './countdown';

test.each([
	[10_000, null, 0, { kind: 'wait', seconds: 10 }],
	[10_000, null, 7001, { kind: 'wait', seconds: 3 }],
	[10_000, null, 9999, { kind: 'wait', seconds: 1 }],
	[10_000, null, 10_000, { kind: 'go' }],
	[10_000, null, 13_000, null],
	[null, 10_000, 10_500, { kind: 'go' }],
	[null, 10_000, 20_000, null],
	[null, 10_000, 9000, null],
	[null, null, 0, null]
])('starts at %s, started at %s, now %s', (startsAt, startedAt, now, face) => {
	expect(countdownFace(startsAt, startedAt, now)).toEqual(face);
});

test('the waits grow and stay at half a minute', () => {
	expect([0, 1, 2, 3, 4, 5, 99].map(waitBefore)).toEqual([
		1000, 2000, 5000, 10_000, 30_000, 30_000, 30_000
	]);
});
