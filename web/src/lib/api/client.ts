/** The one place that talks HTTP to the server. Every function makes one call or throws ApiError. */
import { m } from '$paraglide/messages';
import createClient, { type Middleware } from 'openapi-fetch';
import { ApiError, refusalOf } from './errors';
import type { paths } from './schema';
import { token } from './token';

const bearer: Middleware = {
	onRequest({ request }) {
		const secret = token.read();
		if (secret !== null) request.headers.set('Authorization', `Bearer ${secret}`);
		return request;
	}
};

const client = createClient<paths>({
	// Looked up at each call, so that tests and extensions which replace fetch are honoured.
	fetch: (request) => fetch(request)
});
client.use(bearer);

export { client };

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** Waits for an answer and gives its body, or throws ApiError with a sentence for the visitor. */
export async function body<T>(call: Promise<Answer<T>>): Promise<T> {
	let answer: Answer<T>;
	try {
		answer = await call;
	} catch (cause) {
		throw unreachable(cause);
	}
	if (!answer.response.ok) {
		throw await refusalOf(answer.error, answer.response.status);
	}
	return answer.data as T;
}

export function unreachable(cause: unknown): ApiError {
	const error = new ApiError(0, m.common_unreachable());
	error.cause = cause;
	return error;
}
