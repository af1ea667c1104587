/** Sending a file to the server, with word of how far it is. */
import { m } from '$paraglide/messages';
import { unreachable } from './client';
import { ApiError, refusalOf } from './errors';
import { token } from './token';
import type { UploadedSeed } from './types';

/**
 * Puts a seed archive into a pool. `onsent` hears the share that is sent, 0 to 1; what follows the 1
 * is the server's check. Ending `signal` ends the upload, and nothing of it stays.
 *
 * Not by fetch, which does not tell how much of a body is sent.
 */
export function uploadSeed(
	pool: string,
	file: File,
	onsent: (share: number) => void,
	signal: AbortSignal
): Promise<UploadedSeed> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		const name = encodeURIComponent(file.name);
		request.open('POST', `/api/admin/pools/${encodeURIComponent(pool)}/seeds?file_name=${name}`);
		request.responseType = 'json';
		request.setRequestHeader('Content-Type', 'application/zip');
		const secret = token.read();
		if (secret !== null) request.setRequestHeader('Authorization', `Bearer ${secret}`);
		request.upload.onprogress = ({ loaded, total }) => onsent(total > 0 ? loaded / total : 1);
		request.onload = () =>
			request.status === 201
				? resolve(request.response)
				: void refusalOf(request.response, request.status).then(reject);
		request.onerror = () => reject(unreachable(null));
		request.onabort = () => reject(new ApiError(0, m.admin_upload_cancelled()));
		signal.addEventListener('abort', () => request.abort(), { once: true });
		request.send(file);
	});
}
