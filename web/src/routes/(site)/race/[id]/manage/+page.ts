import { redirect } from '@sveltejs/kit';
import { session } from '$lib/api/session.svelte';

export async function load({ parent, url }) {
	const [{ race }] = await Promise.all([parent(), session.ready]);
	if (session.user === null) redirect(307, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
	const { id } = session.user;
	const organizers = [race.organizer, ...race.co_organizers];
	if (!organizers.some((organizer) => organizer.id === id)) redirect(307, `/race/${race.id}`);
}
