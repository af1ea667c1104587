import { redirect } from '@sveltejs/kit';
import { session } from '$lib/api/session.svelte';

export async function load({ parent, url }) {
	const [{ race }] = await Promise.all([parent(), session.ready]);
	if (session.user === null) redirect(307, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
	if (session.user.id !== race.organizer.id) redirect(307, `/race/${race.id}`);
}
