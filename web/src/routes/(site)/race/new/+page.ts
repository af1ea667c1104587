import { redirect } from '@sveltejs/kit';
import { session } from '$lib/api/session.svelte';

export async function load({ url }) {
	await session.ready;
	if (session.user === null) redirect(307, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
	if (!session.mayOrganize) redirect(307, '/');
}
