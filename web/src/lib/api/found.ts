import { error } from '@sveltejs/kit';
import { ApiError } from './errors';

/**
 * What a page is about, or the page that tells why there is none.
 *
 * @param missing the sentence for what does not exist; an address that cannot be one names nothing
 */
export async function found<T>(answer: Promise<T>, missing: string): Promise<T> {
	try {
		return await answer;
	} catch (cause) {
		if (!(cause instanceof ApiError)) throw cause;
		if (cause.unreachable) error(503, { message: cause.message, unreachable: true });
		if (cause.status === 404 || cause.status === 422) error(404, missing);
		error(cause.status, cause.message);
	}
}
