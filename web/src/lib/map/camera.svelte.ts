import { centred, panned, whole, zoomed, zoomedIn, type Frame, type View } from './camera';
import type { Point } from './layout';

const doubleTap = 1.8;
const wheelStep = 0.0016;
/** Pixels a pointer moves before a press becomes a drag. */
const slack = 4;

/** The visitor's view of one map, moved by pointers, wheel and keys. */
export class Camera {
	frame = $state.raw<Frame>({ width: 0, height: 0, mapWidth: 0, mapHeight: 0 });
	/** True while a hand moves the map. */
	held = $state(false);
	#chosen = $state.raw<View | null>(null);
	#pointers: (Point & { id: number })[] = [];
	#dragged = false;

	/** Untouched, the whole map is seen whatever the size of the window. */
	view: View = $derived.by(() => this.#chosen ?? whole(this.frame));
	near: boolean = $derived.by(() => zoomedIn(this.view, this.frame));

	zoom(factor: number, at: Point = this.#middle()): void {
		this.#choose(zoomed(this.view, factor, at, this.frame));
	}

	pan(dx: number, dy: number): void {
		this.#choose(panned(this.view, dx, dy, this.frame));
	}

	/** Shows everything again. */
	fit(): void {
		this.#chosen = null;
	}

	/** Brings a point of the map into the middle; from the whole map it also steps closer. */
	centre(point: Point, closest = 1.6): void {
		this.#choose(centred(point, this.near ? this.view.scale : closest, this.frame));
	}

	/** Shows the map as it is from this left edge on, for views that no hand moves. */
	show(left: number): void {
		this.#chosen = {
			x: -left,
			y: Math.max((this.frame.height - this.frame.mapHeight) / 2, 0),
			scale: 1
		};
	}

	/** True once after a drag, so that the click which ends it opens nothing. */
	endsDrag(): boolean {
		const ended = this.#dragged;
		this.#dragged = false;
		return ended;
	}

	#choose(view: View): void {
		this.#chosen = zoomedIn(view, this.frame) ? view : null;
	}

	#middle(): Point {
		return { x: this.frame.width / 2, y: this.frame.height / 2 };
	}

	/** Listens to pointers and wheel on the window of the map. */
	attach = (element: HTMLElement): (() => void) => {
		const at = (event: MouseEvent): Point => {
			const box = element.getBoundingClientRect();
			return { x: event.clientX - box.left, y: event.clientY - box.top };
		};
		const down = (event: PointerEvent) => {
			if (event.button !== 0) return;
			this.#pointers = [...this.#without(event), { id: event.pointerId, ...at(event) }];
			this.#dragged = false;
		};
		const move = (event: PointerEvent) => this.#move(element, event, at(event));
		const up = (event: PointerEvent) => {
			this.#pointers = this.#without(event);
			if (this.#pointers.length === 0) this.held = false;
		};
		const wheel = (event: WheelEvent) => {
			// Without a key or the focus the wheel belongs to the page.
			const meant =
				event.ctrlKey || event.metaKey || (this.near && element.matches(':focus-within'));
			if (!meant) return;
			event.preventDefault();
			this.zoom(Math.exp(-event.deltaY * wheelStep), at(event));
		};
		const twice = (event: MouseEvent) => this.zoom(doubleTap, at(event));
		element.addEventListener('pointerdown', down);
		element.addEventListener('pointermove', move);
		element.addEventListener('pointerup', up);
		element.addEventListener('pointercancel', up);
		element.addEventListener('wheel', wheel, { passive: false });
		element.addEventListener('dblclick', twice);
		return () => {
			element.removeEventListener('pointerdown', down);
			element.removeEventListener('pointermove', move);
			element.removeEventListener('pointerup', up);
			element.removeEventListener('pointercancel', up);
			element.removeEventListener('wheel', wheel);
			element.removeEventListener('dblclick', twice);
		};
	};

	#without({ pointerId }: PointerEvent) {
		return this.#pointers.filter(({ id }) => id !== pointerId);
	}

	#move(element: HTMLElement, event: PointerEvent, to: Point): void {
		const from = this.#pointers.find(({ id }) => id === event.pointerId);
		if (from === undefined) return;
		const [other] = this.#without(event);
		if (other !== undefined) {
			const [before, after] = [distance(from, other), distance(to, other)];
			if (before > 0)
				this.zoom(after / before, { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 });
		} else if (this.held || distance(from, to) > slack) {
			if (!this.near) return;
			this.pan(to.x - from.x, to.y - from.y);
		} else return;
		this.#pointers = [...this.#without(event), { id: event.pointerId, ...to }];
		this.held = true;
		this.#dragged = true;
		if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
	}
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
