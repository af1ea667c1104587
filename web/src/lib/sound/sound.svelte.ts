import { recall, remember } from '$lib/utils/storage';
import { notes, type Cue } from './cues';

const key = 'speedfog_sound';
const loudness = 0.12;

/** Sounds of a race, made on the spot. Off until somebody wants them; kept on this device. */
export class Sound {
	on = $state(recall(key) === 'on');
	#context: AudioContext | null = null;

	/** Switches sounds on or off. Browsers allow sound only after a press, which this is. */
	toggle(): void {
		this.on = !this.on;
		remember(key, this.on ? 'on' : null);
		if (this.on) this.play('tick');
	}

	play(cue: Cue): void {
		if (!this.on) return;
		this.#context ??= new AudioContext();
		const context = this.#context;
		void context.resume();
		for (const { pitch, at, length } of notes[cue]) {
			const [tone, volume] = [context.createOscillator(), context.createGain()];
			const begin = context.currentTime + at;
			tone.frequency.value = pitch;
			tone.type = 'triangle';
			volume.gain.setValueAtTime(loudness, begin);
			volume.gain.exponentialRampToValueAtTime(0.0001, begin + length);
			tone.connect(volume).connect(context.destination);
			tone.start(begin);
			tone.stop(begin + length);
		}
	}
}

export const sound = new Sound();
