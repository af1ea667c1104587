import { neighbour, type TaleEvent } from './tale';

/** How much faster than the race a replay may run. */
export const speeds = [1, 4, 10, 30, 60, 120, 300] as const;

/** The speed that shows a race of `length` ms in a minute and a half or less. */
export function speedFor(length: number): number {
	return speeds.find((speed) => length / speed <= 90_000) ?? speeds[speeds.length - 1] ?? 1;
}

/** After so much time without a frame, as in a hidden tab, a replay goes on where it was. */
const longestFrame = 250;
/** How often words and numbers change while it plays, in ms: often enough to run, seldom enough to read. */
const beat = 125;

/** Where in a race the visitor looks. Changed by its own methods and, while it plays, by time. */
export class Playback {
	/** The moment shown, in ms since the start. Moves with every frame. */
	cursor = $state(0);
	/** The same for everything in words and numbers: follows eight times a second. */
	shown = $state(0);
	playing = $state(false);
	/** Times faster than the race. */
	speed = $state(1);

	#limit: () => number;
	#onend: () => void;
	#frame = 0;
	#lastFrame = 0;
	#lastBeat = Number.NEGATIVE_INFINITY;
	#later: ReturnType<typeof setTimeout> | undefined;

	/**
	 * @param limit the last moment there is, in ms since the start; may move on
	 */
	constructor(limit: () => number, onend: () => void = () => {}) {
		this.#limit = limit;
		this.#onend = onend;
	}

	/** Plays on; from the end it starts again. */
	play(): void {
		if (this.playing) return;
		if (this.cursor >= this.#limit()) this.seek(0);
		this.playing = true;
		this.#lastFrame = 0;
		this.#frame = requestAnimationFrame(this.#tick);
	}

	pause(): void {
		this.playing = false;
		cancelAnimationFrame(this.#frame);
		this.#show(this.cursor);
	}

	toggle(): void {
		if (this.playing) this.pause();
		else this.play();
	}

	/** Goes to a moment; beyond either end means the end. */
	seek(to: number): void {
		this.cursor = Math.min(Math.max(to, 0), this.#limit());
		clearTimeout(this.#later);
		// A hand on the bar asks for another moment with every frame; words follow at their own pace.
		const wait = this.#lastBeat + beat - performance.now();
		if (wait <= 0) this.#show(this.cursor);
		else this.#later = setTimeout(() => this.#show(this.cursor), wait);
	}

	/** Goes to the next event, or the one before; to the end of the race where there is none. */
	jump(events: TaleEvent[], step: 1 | -1): void {
		const event = neighbour(events, this.cursor, step);
		this.seek(event?.at ?? (step === 1 ? this.#limit() : 0));
	}

	faster(step: 1 | -1): void {
		const at = speeds.findIndex((speed) => speed === this.speed);
		this.speed = speeds[Math.min(Math.max(at + step, 0), speeds.length - 1)] ?? this.speed;
	}

	#tick = (now: number): void => {
		const passed = this.#lastFrame === 0 ? 0 : Math.min(now - this.#lastFrame, longestFrame);
		this.#lastFrame = now;
		const limit = this.#limit();
		this.cursor = Math.min(this.cursor + passed * this.speed, limit);
		if (now - this.#lastBeat >= beat) this.#show(this.cursor);
		if (this.cursor >= limit) {
			this.pause();
			this.#onend();
		} else this.#frame = requestAnimationFrame(this.#tick);
	};

	#show(cursor: number): void {
		clearTimeout(this.#later);
		this.#lastBeat = performance.now();
		this.shown = cursor;
	}
}
