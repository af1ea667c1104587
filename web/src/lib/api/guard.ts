import { redirect } from '@sveltejs/kit';
import { session } from './session.svelte';
import type { Me } from './types';

/** Waits until it is known who is here; whoever is nobody signs in first and comes back. */
export async function signedIn(url: URL): Promise<Me> {
	await session.ready;
	if (session.user === null) {
		redirect(307, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
	}
	return session.user;
}
