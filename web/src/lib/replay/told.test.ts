import { expect, test } from 'vitest';
import type { ParticipantInfo } from '$lib/api/types';
import type { TaleEvent } from './tale';
import { toldOf } from './told';

const player = (id: string) => ({ id }) as ParticipantInfo;
const event = (at: number, kind: TaleEvent['kind'], id = 'ann'): TaleEvent => ({
	at,
	kind,
	player: player(id),
	node: 'cave',
	place: 0
});

const story = [event(1, 'entered'), event(2, 'died'), event(2, 'died'), event(3, 'lead', 'bob')];

test.each([
	[false, 10, ['lead']],
	[true, 10, ['lead', 'died', 'died', 'entered']],
	[true, 2, ['lead', 'died']],
	[true, 1, ['lead']]
])('with everything: %s, at most %i', (everything, most, kinds) => {
	expect(toldOf(story, everything, most).map(({ event }) => event.kind)).toEqual(kinds);
});

test('every event has a key of its own, which it keeps', () => {
	const keys = toldOf(story, true, 10).map(({ key }) => key);
	expect(new Set(keys).size).toBe(4);
	const later = toldOf([...story, event(4, 'finished')], true, 10).map(({ key }) => key);
	expect(later.slice(1)).toEqual(keys);
});
