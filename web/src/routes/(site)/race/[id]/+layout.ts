import { error } from '@sveltejs/kit';
import { m } from '$paraglide/messages';
import { ApiError } from '$lib/api/errors';
import { readRace } from '$lib/api/races';

export async function load({ params }) {
	try {
		return { race: await readRace(params.id) };
	} catch (cause) {
		if (!(cause instanceof ApiError)) throw cause;
		if (cause.unreachable) error(503, { message: cause.message, unreachable: true });
		// An id that is none names no race either.
		if (cause.status === 404 || cause.status === 422) error(404, m.overlay_missing());
		error(cause.status, cause.message);
	}
}
