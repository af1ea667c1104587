/**
 * Moves the racers' discs on the map. Between a frame and the screen there is no reactive value:
 * walks are handed to the browser's compositor, and where time stands still a disc is written
 * straight to its place.
 */
import type { MapLayout, Point } from './layout';
import { onTheWay, placeMarkers, type Place } from './markers';
import type { Ways } from './travel';

/** How long somebody is seen walking over an edge, in ms. */
export const walkTime = 900;
/** Straight pieces that a walk is drawn with; more could not be told from a curve. */
const strides = 16;

/** Somebody's last change of place. */
interface Move {
	node: string;
	from: string | null;
	/** By the clock of the document, in ms. */
	since: number;
}

/** A walk that the compositor draws. */
interface Walk {
	node: string;
	animation: Animation;
}

export class Discs {
	#elements = new Map<string, HTMLElement>();
	#moves = new Map<string, Move>();
	/** What was written last, so that nothing is written twice. */
	#written = new Map<string, string>();
	#walks = new Map<string, Walk>();

	/** Takes the element of a racer into care for as long as it is there. */
	hold(id: string): (element: HTMLElement) => () => void {
		return (element) => {
			this.#elements.set(id, element);
			return () => {
				this.#stop(id);
				this.#elements.delete(id);
				this.#written.delete(id);
				this.#moves.delete(id);
			};
		};
	}

	/** Puts everybody where they are and lets those on their way walk on, unless time stands still. */
	put(places: Place[], layout: MapLayout, ways: Ways): void {
		for (const { place, x, y, stand, settled } of placeMarkers(places, layout, ways)) {
			const { id, node, lasts } = place;
			const element = this.#elements.get(id);
			if (element === undefined) continue;
			if (lasts === null || settled) {
				this.#stop(id);
				// Who stands makes room for others by and by; what a hand looks for is there at once.
				element.toggleAttribute('data-led', lasts === null);
				this.#write(id, element, { x, y });
			} else {
				element.toggleAttribute('data-led', true);
				const moved = this.#write(id, element, stand);
				if (moved || this.#walks.get(id)?.node !== node) {
					this.#walk(element, place, lasts, stand, layout, ways);
				}
			}
			this.#moves.set(id, { node, from: null, since: 0 });
		}
	}

	/** Lets everybody walk to where they stand now; at once without motion. */
	follow(
		stands: { id: string; node: string }[],
		layout: MapLayout,
		ways: Ways,
		motion: boolean
	): void {
		const now = performance.now();
		const moves = stands.map(({ id, node }): [string, Move] => {
			const before = this.#moves.get(id);
			return [
				id,
				before?.node === node ? before : { node, from: before?.node ?? null, since: now }
			];
		});
		const places = moves.map(([id, { node, from, since }]): Place => {
			const progress = motion ? Math.min((now - since) / walkTime, 1) : 1;
			return { id, node, from, progress, lasts: walkTime };
		});
		this.put(places, layout, ways);
		for (const [id, move] of moves) this.#moves.set(id, move);
	}

	#walk(
		element: HTMLElement,
		{ id, node, from, progress }: Place,
		lasts: number,
		stand: Point,
		layout: MapLayout,
		ways: Ways
	): void {
		this.#stop(id);
		const frames = Array.from({ length: strides + 1 }, (_, step): Keyframe => {
			const place = { from, node, progress: step / strides };
			return { transform: moveTo(onTheWay(place, stand, layout, ways)) };
		});
		const animation = element.animate(frames, { duration: lasts });
		animation.currentTime = progress * lasts;
		this.#walks.set(id, { node, animation });
	}

	#stop(id: string): void {
		this.#walks.get(id)?.animation.cancel();
		this.#walks.delete(id);
	}

	/** True if the disc has not been there before. */
	#write(id: string, element: HTMLElement, at: Point): boolean {
		const transform = moveTo(at);
		if (this.#written.get(id) === transform) return false;
		this.#written.set(id, transform);
		element.style.transform = transform;
		return true;
	}
}

const moveTo = ({ x, y }: Point) => `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
