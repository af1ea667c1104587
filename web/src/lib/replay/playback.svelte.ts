import { neighbour, type TaleEvent } from './tale';

/** How much faster than the race a replay may run. */
export const speeds = [1, 4, 10, 30, 60, 120, 300] as const;

/** The speed that shows a race of `length` ms in a minute and a half or less. */
export function speedFor(length: number): number {
	return speeds.find((speed) => length / speed <= 90_000) ?? speeds[speeds.length - 1] ?? 1;
}

/**
 * How often the race moves on while it plays, in ms: often enough for words and numbers to run, seldom
 * enough to read them. What moves in between is drawn by the browser alone.
 */
const beat = 125;
/** After so much time without a beat, as in a hidden tab, a replay goes on where it was. */
const longestBeat = 250;

/** Where in a race the visitor looks. Changed by its own methods and, while it plays, by time. */
export class Playback {
	/** The moment shown, in ms since the start. Under a hand on the bar it moves with every frame. */
	cursor = $state(0);
	/** The same for everything in words and numbers: follows eight times a second at most. */
	shown = $state(0);
	playing = $state(false);
	/** Times faster than the race. */
	speed = $state(1);

	#limit: () => number;
	#onend: () => void;
	#next: ReturnType<typeof setTimeout> | undefined;
	#lastTick = 0;
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
		this.#lastTick = performance.now();
		this.#next = setTimeout(this.#tick, beat);
	}

	pause(): void {
		this.playing = false;
		clearTimeout(this.#next);
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

	#tick = (): void => {
		const now = performance.now();
		const passed = Math.min(now - this.#lastTick, longestBeat);
		this.#lastTick = now;
		const limit = this.#limit();
		this.cursor = Math.min(this.cursor + passed * this.speed, limit);
		this.#show(this.cursor);
		if (this.cursor >= limit) {
			this.pause();
			this.#onend();
		} else this.#next = setTimeout(this.#tick, beat);
	};

	#show(cursor: number): void {
		clearTimeout(this.#later);
		this.#lastBeat = performance.now();
		this.shown = cursor;
	}
}
