/**
 * Moves the racers' discs on the map. Between a frame and the screen there is no reactive value:
 * walks of the live race are handed to the browser's compositor, those of a replay are written
 * straight to the elements.
 */
import type { MapLayout, Point } from './layout';
import { onTheWay, placeMarkers, type Place } from './markers';
import type { Ways } from './travel';

/** How long somebody is seen walking over an edge, in ms. */
export const walkTime = 900;
/** Straight pieces that a walk is drawn with; more could not be told from a curve. */
const strides = 16;

/** Somebody's last change of place. */
interface Walk {
	node: string;
	from: string | null;
	/** By the clock of the document, in ms. */
	since: number;
}

export class Discs {
	#elements = new Map<string, HTMLElement>();
	#walks = new Map<string, Walk>();
	/** What was written last, so that nothing is written twice. */
	#written = new Map<string, string>();
	#running = new Map<string, Animation>();

	/** Takes the element of a racer into care for as long as it is there. */
	hold(id: string): (element: HTMLElement) => () => void {
		return (element) => {
			this.#elements.set(id, element);
			return () => {
				this.#stop(id);
				this.#elements.delete(id);
				this.#written.delete(id);
				this.#walks.delete(id);
			};
		};
	}

	/** Puts everybody where they are at this very frame. */
	put(places: Place[], layout: MapLayout, ways: Ways): void {
		for (const { id, node, x, y, settled } of placeMarkers(places, layout, ways)) {
			this.#stop(id);
			this.#write(id, { x, y });
			this.#elements.get(id)?.toggleAttribute('data-walking', !settled);
			this.#walks.set(id, { node, from: null, since: 0 });
		}
	}

	/** Lets everybody walk to where they stand now; at once without motion. */
	follow(
		stands: { id: string; node: string }[],
		layout: MapLayout,
		ways: Ways,
		motion: boolean
	): void {
		const settled = stands.map((stand) => ({ ...stand, from: null, progress: 1 }));
		const now = performance.now();
		for (const { id, node, x, y } of placeMarkers(settled, layout, ways)) {
			const before = this.#walks.get(id);
			const walk =
				before?.node === node ? before : { node, from: before?.node ?? null, since: now };
			this.#walks.set(id, walk);
			const passed = now - walk.since;
			const walking = motion && walk.from !== null && passed < walkTime;
			const moved = this.#write(id, { x, y });
			if (!walking) this.#stop(id);
			else if (moved || passed === 0) this.#walk(id, walk, { x, y }, passed, layout, ways);
		}
	}

	#walk(
		id: string,
		{ node, from }: Walk,
		stand: Point,
		passed: number,
		layout: MapLayout,
		ways: Ways
	): void {
		this.#stop(id);
		const element = this.#elements.get(id);
		if (element === undefined) return;
		const frames = Array.from({ length: strides + 1 }, (_, step): Keyframe => {
			const place = { id, node, from, progress: step / strides };
			return { transform: moveTo(onTheWay(place, stand, layout, ways)) };
		});
		const animation = element.animate(frames, { duration: walkTime });
		animation.currentTime = passed;
		this.#running.set(id, animation);
		animation.onfinish = () => this.#running.delete(id);
	}

	#stop(id: string): void {
		this.#running.get(id)?.cancel();
		this.#running.delete(id);
	}

	/** True if the disc has not been there before. */
	#write(id: string, at: Point): boolean {
		const element = this.#elements.get(id);
		const transform = moveTo(at);
		if (element === undefined || this.#written.get(id) === transform) return false;
		this.#written.set(id, transform);
		element.style.transform = transform;
		return true;
	}
}

const moveTo = ({ x, y }: Point) => `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
