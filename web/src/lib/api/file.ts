import { unreachable } from './client';
import { refusalOf } from './errors';
import { token } from './token';

/** Downloads something on the visitor's behalf, with the file name that the server chose. */
export async function fetchFile(path: string): Promise<{ name: string; file: Blob }> {
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
		throw await refusalOf(content, answer.status);
	}
	const disposition = answer.headers.get('Content-Disposition') ?? '';
	const name = /filename="?([^"]+)"?/.exec(disposition)?.[1] ?? 'speedfog';
	return { name, file: await answer.blob() };
}
