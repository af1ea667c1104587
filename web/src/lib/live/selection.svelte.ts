import { SvelteSet } from 'svelte/reactivity';

/** The racers a visitor looks at; nobody means everybody. */
export class Selection {
	readonly ids = new SvelteSet<string>();

	/** Only this one, or nobody if it was the only one; with `more` it joins or leaves the others. */
	pick(id: string, more = false): void {
		const chosen = this.ids.has(id);
		const alone = chosen && this.ids.size === 1;
		if (!more) this.ids.clear();
		if (more ? chosen : alone) this.ids.delete(id);
		else this.ids.add(id);
	}

	clear(): void {
		this.ids.clear();
	}
}
