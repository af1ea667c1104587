import { error } from '@sveltejs/kit';
import { ApiError } from '$lib/api/errors';
import { readInvite } from '$lib/api/invites';
import { session } from '$lib/api/session.svelte';

export async function load({ params }) {
	try {
		const [invite] = await Promise.all([readInvite(params.token), session.ready]);
		return { invite };
	} catch (cause) {
		if (!(cause instanceof ApiError)) throw cause;
		if (cause.unreachable) error(503, { message: cause.message, unreachable: true });
		error(cause.status, cause.status === 404 ? 'There is no such invitation.' : cause.message);
	}
}
