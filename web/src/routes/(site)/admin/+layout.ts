import { error } from '@sveltejs/kit';
import { m } from '$paraglide/messages';
import { signedIn } from '$lib/api/guard';

export const load = async ({ url }) => {
	if ((await signedIn(url)).role !== 'admin') error(403, m.common_failed_403());
};
