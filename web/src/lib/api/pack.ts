import { unreachable } from './client';
import { ApiError, readableDetail } from './errors';
import { token } from './token';

/** Downloads a seed pack, with the file name the server chose. */
export async function fetchPack(path: string): Promise<{ name: string; file: Blob }> {
	const secret = token.read();
	let answer: Response;
	try {
		answer = await fetch(path, {
			headers: secret === null ? {} : { Authorization: `Bearer ${secret}` }
		});
	} catch (cause) {
		throw unreachable(cause);
	}
	if (!answer.ok) {
		const content: unknown = await answer.json().catch(() => null);
		throw new ApiError(answer.status, readableDetail(content, answer.status));
	}
	const disposition = answer.headers.get('Content-Disposition') ?? '';
	const name = /filename="?([^"]+)"?/.exec(disposition)?.[1] ?? 'speedfog.zip';
	return { name, file: await answer.blob() };
}
