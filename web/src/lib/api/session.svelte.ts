import { language } from '$lib/i18n/language.svelte';
import { logout, me } from './auth';
import { ApiError } from './errors';
import { token } from './token';
import type { Me } from './types';

/** Who uses this browser. `ready` settles once that is known; guarded pages wait for it. */
export class Session {
	user = $state.raw<Me | null>(null);
	known = $state(false);
	#ready: Promise<void> | null = null;

	get ready(): Promise<void> {
		this.#ready ??= this.#load();
		return this.#ready;
	}

	get mayOrganize(): boolean {
		return this.user?.role === 'organizer' || this.user?.role === 'admin';
	}

	/** Takes over a fresh token. */
	async signIn(secret: string): Promise<void> {
		token.write(secret);
		this.#ready = this.#load();
		await this.#ready;
	}

	/** Ends the session, and forgets the token even if the server cannot be told. */
	async signOut(): Promise<void> {
		await logout().catch(() => undefined);
		this.forget();
	}

	/** Forgets who this is, when the server has already. */
	forget(): void {
		token.clear();
		this.user = null;
		this.#ready = Promise.resolve();
	}

	async #load(): Promise<void> {
		try {
			this.user = token.read() === null ? null : await me();
			language.adopt(this.user?.locale);
		} catch (error) {
			this.user = null;
			// Only a refusal makes the token worthless; an unreachable server does not.
			if (error instanceof ApiError && error.status === 401) token.clear();
		}
		this.known = true;
	}
}

export const session = new Session();
