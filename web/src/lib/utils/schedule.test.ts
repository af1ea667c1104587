import { expect, test } from 'vitest';
import { fieldsOf, instantOf, usualTime } from './schedule';

test('fields and instants lead back to each other', () => {
	for (const iso of ['2026-03-29T00:30:00.000Z', '2026-12-31T23:59:00.000Z']) {
		const { date, time } = fieldsOf(iso);
		expect(instantOf(date, time)).toBe(iso);
	}
});

test.each([
	['', '20:00'],
	['2026-01-01', ''],
	['2026-99-01', '20:00']
])('%s and %s name no instant', (date, time) => expect(instantOf(date, time)).toBeNull());

test('the usual hour of today is offered until it has passed', () => {
	const noon = new Date(2026, 4, 1, 12).getTime();
	const night = new Date(2026, 4, 1, 21).getTime();
	const evening = (day: number) => new Date(2026, 4, day, 20).toISOString();
	expect(usualTime(noon, 0)).toBe(evening(1));
	expect(usualTime(night, 0)).toBeNull();
	expect(usualTime(night, 1)).toBe(evening(2));
});
