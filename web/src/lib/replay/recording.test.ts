import { expect, test } from 'vitest';
import { igtAt, note, Recorder, type ClockRecord } from './recording';

const empty: ClockRecord = { walls: [], igts: [] };
const record = (...readings: [wall: number, igt: number][]) =>
	readings.reduce((known, [wall, igt]) => note(known, wall, igt), empty);

test('a clock that runs takes the room of two readings', () => {
	const running = record(
		...Array.from({ length: 500 }, (_, i): [number, number] => [i * 1000, i * 1000 + 7])
	);
	expect(running.walls.length).toBe(2);
	expect(igtAt(running, 123_456)).toBeCloseTo(123_463);
});

test('pauses are kept, and a time of day finds the clock as it stood', () => {
	const paused = record([10_000, 5000], [20_000, 15_000], [60_000, 15_000], [70_000, 25_000]);
	expect(igtAt(paused, 40_000)).toBe(15_000);
	expect(igtAt(paused, 65_000)).toBe(20_000);
	// Before the first reading it ran, before the start it stood at nothing.
	expect(igtAt(paused, 8000)).toBe(3000);
	expect(igtAt(paused, 1000)).toBe(0);
	expect(igtAt(paused, 99_000)).toBe(25_000);
	expect(igtAt(empty, 5)).toBe(0);
});

test('eight hours of restless play stay small, and old news changes nothing', () => {
	let restless = empty;
	for (let second = 0; second < 8 * 3600; second += 5) {
		restless = note(restless, second * 1000, (second % 60 < 30 ? second : second - 9) * 1000);
	}
	expect(restless.walls.length).toBeLessThanOrEqual(1024);
	expect(note(restless, 5, 5)).toBe(restless);
});

test('a race is remembered from the first message on, and told back from its start', () => {
	const recorder = new Recorder();
	const player = (id: string, status: 'playing' | 'finished', igt_ms: number) => ({
		id,
		status,
		igt_ms
	});
	recorder.hear(
		[player('x', 'playing', 60_000), player('done', 'finished', 50_000)],
		100_000,
		30_000
	);
	recorder.hear(
		[player('x', 'playing', 65_000), player('done', 'finished', 50_000)],
		105_000,
		30_000
	);
	expect(recorder.igtAt('x', 102_000)).toBe(62_000);
	expect(recorder.igtAt('x', 70_000)).toBe(30_000);
	expect(recorder.igtAt('done', 79_000)).toBe(49_000);
	expect(recorder.igtAt('done', 104_000)).toBe(50_000);
	expect(recorder.igtAt('stranger', 1)).toBe(0);
	recorder.forget();
	expect(recorder.igtAt('x', 102_000)).toBe(0);
});
