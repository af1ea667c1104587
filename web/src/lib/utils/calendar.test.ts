import { expect, test } from 'vitest';
import { googleEvent, googleSubscription, subscription } from './calendar';

const file = new URL('https://race.example/api/races/calendar.ics');

test('a calendar is subscribed to by its own scheme', () => {
	expect(subscription(file)).toBe('webcal://race.example/api/races/calendar.ics');
	expect(new URL(googleSubscription(file)).searchParams.get('cid')).toBe(subscription(file));
});

test('one race becomes an event of three hours in UTC, whatever its name', () => {
	const { searchParams } = new URL(
		googleEvent('Fog & friends; 50 %', '2026-11-23T22:30:00+01:00', 'https://race.example/race/1')
	);
	expect(searchParams.get('dates')).toBe('20261123T213000Z/20261124T003000Z');
	expect(searchParams.get('text')).toBe('SpeedFog Racing: Fog & friends; 50 %');
	expect(searchParams.get('details')).toBe('https://race.example/race/1');
});
