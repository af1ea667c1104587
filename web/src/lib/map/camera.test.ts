import { expect, test } from 'vitest';
import { centred, held, panned, whole, zoomed, zoomedIn, type Frame } from './camera';

const frame: Frame = { width: 1000, height: 500, mapWidth: 1000, mapHeight: 500 };
const tall: Frame = { ...frame, mapHeight: 1000 };

test('everything fits, in the middle, and is never blown up', () => {
	expect(whole(frame)).toEqual({ x: 0, y: 0, scale: 1 });
	expect(whole(tall)).toEqual({ x: 250, y: 0, scale: 0.5 });
	expect(whole({ ...frame, mapWidth: 100 })).toEqual({ x: 450, y: 0, scale: 1 });
});

test('the point under the pointer stays there', () => {
	const at = { x: 300, y: 200 };
	const view = zoomed(whole(frame), 2, at, frame);
	expect(view).toEqual({ x: -300, y: -200, scale: 2 });
	expect(zoomed(view, 0.5, at, frame)).toEqual(whole(frame));
	expect(zoomedIn(view, frame)).toBe(true);
	expect(zoomedIn(whole(frame), frame)).toBe(false);
});

test.each([0.001, 1e9])('a factor of %s stops at the end of what is legible', (factor) => {
	const { scale } = zoomed(whole(tall), factor, { x: 0, y: 0 }, tall);
	expect(scale).toBeGreaterThanOrEqual(0.5);
	expect(scale).toBeLessThanOrEqual(5);
});

test('the map cannot be pushed out of sight', () => {
	const near = zoomed(whole(frame), 2, { x: 0, y: 0 }, frame);
	expect(panned(near, 9999, 9999, frame)).toEqual({ x: 0, y: 0, scale: 2 });
	expect(panned(near, -9999, -9999, frame)).toEqual({ x: -1000, y: -500, scale: 2 });
	expect(held({ x: 77, y: 77, scale: 0.5 }, frame)).toEqual({ x: 250, y: 125, scale: 0.5 });
});

test('who is followed stands in the middle', () => {
	expect(centred({ x: 400, y: 200 }, 2, frame)).toEqual({ x: -300, y: -150, scale: 2 });
	expect(centred({ x: 0, y: 0 }, 2, frame)).toEqual({ x: 0, y: 0, scale: 2 });
});
