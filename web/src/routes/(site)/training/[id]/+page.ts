import { m } from '$paraglide/messages';
import { found } from '$lib/api/found';
import { session } from '$lib/api/session.svelte';
import { readSession } from '$lib/api/training';

export async function load({ params }) {
	const [run] = await Promise.all([found(readSession(params.id), m.solo_unknown()), session.ready]);
	return { run };
}
