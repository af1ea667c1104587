import { m } from '$paraglide/messages';
import { found } from '$lib/api/found';
import { readInvite } from '$lib/api/invites';
import { session } from '$lib/api/session.svelte';

export async function load({ params }) {
	const [invite] = await Promise.all([
		found(readInvite(params.token), m.pages_invite_unknown()),
		session.ready
	]);
	return { invite };
}
