/**
 * Which part of the map is seen, and how large. A view holds a point of the map at the top left of
 * the frame; at scale 1 the map is drawn at the size it is read at.
 */
import type { Point } from './layout';

export interface View {
	/** Where the map's own origin is, in CSS pixels of the frame. */
	x: number;
	y: number;
	scale: number;
}

export interface Frame {
	/** The window onto the map and the whole map at scale 1, in CSS pixels. */
	width: number;
	height: number;
	mapWidth: number;
	mapHeight: number;
}

const largest = 5;
const sliver = 0.01;

/** The scale at which everything is seen; never larger than the size to read at. */
export const fitScale = ({ width, height, mapWidth, mapHeight }: Frame): number =>
	Math.min(1, width / Math.max(mapWidth, 1), height / Math.max(mapHeight, 1));

/** The whole map, in the middle of the frame. */
export const whole = (frame: Frame): View => held({ x: 0, y: 0, scale: fitScale(frame) }, frame);

/** Whether there is more of the map than is seen. */
export const zoomedIn = (view: View, frame: Frame): boolean =>
	view.scale > fitScale(frame) + sliver;

/** Scaled by `factor`; the point of the map under `at` stays there. */
export function zoomed(view: View, factor: number, at: Point, frame: Frame): View {
	const scale = Math.min(Math.max(view.scale * factor, fitScale(frame)), largest);
	const ratio = scale / view.scale;
	return held(
		{ x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio, scale },
		frame
	);
}

export const panned = (view: View, dx: number, dy: number, frame: Frame): View =>
	held({ ...view, x: view.x + dx, y: view.y + dy }, frame);

/** A point of the map in the middle of the frame, as far as the map's edges allow. */
export const centred = (point: Point, scale: number, frame: Frame): View =>
	held(
		{ x: frame.width / 2 - point.x * scale, y: frame.height / 2 - point.y * scale, scale },
		frame
	);

/** The nearest view that has no empty room at one side while something is hidden at the other. */
export function held(view: View, frame: Frame): View {
	return {
		scale: view.scale,
		x: heldAt(view.x, frame.width, frame.mapWidth * view.scale),
		y: heldAt(view.y, frame.height, frame.mapHeight * view.scale)
	};
}

function heldAt(start: number, room: number, size: number): number {
	if (size <= room) return (room - size) / 2;
	return Math.min(Math.max(start, room - size), 0);
}
